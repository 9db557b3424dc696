"""A link of a new member is held by every door, and nobody sees it until somebody has read it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.channels.replies.registry import ReplyFile
from forums.declarations.reply_targets import TopicReplies
from forums.enums import ForumKind, TopicKind
from forums.messages.corrections.name_erasure import forget_name
from forums.messages.corrections.services import edit_post, withdraw_post
from forums.messages.drafts.services import find_draft, keep_draft
from forums.messages.files.models import PostFile
from forums.messages.files.services import FORGOTTEN_AFTER, erase_forgotten_files
from forums.messages.first_links import services
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.notices import HELD
from forums.messages.first_links.permissions import is_newcomer
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from forums.moderation.services.arrangement import merge
from forums.moderation.services.erasure import erase
from forums.moderation.services.undo import undo
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.topics.models import Topic
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.held_messages import HeldMessageFactory
from tests.reseau.documents.files.pictures import telephone_photo

pytestmark = pytest.mark.django_db
LINK = "https://ailleurs.example/promo"
BODY = f"Tout est là\u00a0: {LINK}"


def test_answer_with_a_link_waits_and_nothing_of_it_is_a_post(client_of, topic, colleague, territorial):
    count, before = topic.post_count, Post.objects.count()
    response = client_of(colleague).post(topic.get_absolute_url(), {"body": BODY})

    held = HeldMessage.objects.get()
    assert (held.topic, held.author, held.body) == (topic, colleague, BODY)
    assert response.url == held.get_absolute_url()
    topic.refresh_from_db()
    assert (topic.post_count, Post.objects.count()) == (count, before)
    assert list(Notice.objects.values_list("member", "text")) == [
        (territorial.pk, "1\u00a0message à relire avant publication")
    ]
    page = client_of(colleague).get(held.get_absolute_url()).content.decode()
    assert "Votre message sera publié dès qu’une personne l’aura relu" in page
    assert LINK in page


def test_new_topic_with_a_link_waits_with_its_poll_its_tags_and_its_draft_goes(client_of, network_forum, colleague):
    keep_draft(member=colleague, place={"forum": network_forum}, typed={"title": "Un sondage", "body": BODY})
    day = timezone.localdate() + timedelta(days=5)
    form = {"kind": "poll", "title": "Quel outil ?", "body": BODY, "tags": "Jeux", "choices": "Un\nDeux", "closes": day}
    response = client_of(colleague).post(reverse("forums:topic_new", args=["reseau"]), form)

    held = HeldMessage.objects.get()
    assert response.url == held.get_absolute_url()
    assert (held.forum, held.kind, held.title, held.tags) == (network_forum, "poll", "Quel outil ?", "Jeux")
    poll = {"choices": ["Un", "Deux"], "closes": day.isoformat(), "several": False}
    assert held.details == {"poll": poll, "files": []}
    assert not Topic.objects.exists()
    assert find_draft(member=colleague, place={"forum": network_forum}) is None


@pytest.mark.parametrize("field", ["title", "choices"])
def test_link_outside_the_message_waits_too(client_of, network_forum, colleague, field):
    day = timezone.localdate() + timedelta(days=5)
    form = {"kind": "poll", "title": "Quel outil ?", "body": "Dites", "choices": "Un\nDeux", "closes": day}
    client_of(colleague).post(
        reverse("forums:topic_new", args=["reseau"]), form | {field: f"{form[field]} www.ailleurs.example"}
    )

    assert (HeldMessage.objects.count(), Topic.objects.count()) == (1, 0)


def test_correction_that_adds_a_link_waits_and_the_text_of_before_stays(client_of, topic, colleague):
    post = PostFactory(topic=topic, author=colleague, body="Sans lien")
    address = reverse("forums:post_edit", args=["reseau", topic.slug, post.pk])
    response = client_of(colleague).post(address, {"body": BODY})

    held = HeldMessage.objects.get()
    assert (held.post, held.body, response.url) == (post, BODY, held.get_absolute_url())
    post.refresh_from_db()
    assert (post.body, post.edited) == ("Sans lien", None)
    client_of(colleague).post(address, {"body": f"{BODY} et https://encore.example"})
    assert HeldMessage.objects.get().body.endswith("https://encore.example")
    client_of(colleague).post(address, {"body": "Mieux, sans lien"})
    post.refresh_from_db()
    assert (post.body, HeldMessage.objects.count()) == ("Mieux, sans lien", 0)


def test_correction_that_keeps_a_link_already_read_is_published(topic, colleague):
    post = answer(topic=topic, author=colleague, body=BODY, is_reviewed=True)

    assert edit_post(post=post, body=f"{BODY} (corrigé)").body == f"{BODY} (corrigé)"


def test_reply_by_mail_waits_with_its_photo_and_its_author_is_told(topic, colleague):
    files = [ReplyFile("IMG_1.jpg", "image/jpeg", telephone_photo())]
    address = TopicReplies().publish(key=topic.pk, member=colleague, text=BODY, files=files)

    held = HeldMessage.objects.get()
    assert (address, held.files.count()) == (held.get_absolute_url(), 1)
    notice = Notice.objects.get(member=colleague)
    assert (notice.text, notice.url) == (HELD, held.get_absolute_url())
    PostFile.objects.update(added=timezone.now() - 2 * FORGOTTEN_AFTER)
    assert erase_forgotten_files() == 0
    assert mail.outbox == []


def test_line_that_settles_a_question_is_refused_with_what_to_do(client_of, topic, animator):
    page = client_of(animator).post(
        reverse("forums:settle", args=["reseau", topic.slug]), {"answer": "moi", "line": f"Vu sur {LINK}"}
    )

    assert "écrivez-le ici sans lien, ou dans une réponse du sujet" in page.content.decode()
    assert LINK in page.content.decode()
    assert topic.posts.count() == 1


def test_message_without_link_or_to_the_site_itself_is_published(topic, colleague, settings):
    settings.ORIGIN = "https://extranet.example"

    for body in ("Merci", "Voyez https://extranet.example/ressources/", "Et [ici](/agenda/)"):
        assert answer(topic=topic, author=colleague, body=body).pk


@pytest.mark.parametrize(
    ("days", "posts", "is_new"), [(29, 2, True), (31, 0, False), (0, 3, False)], ids=["new", "old", "known"]
)
def test_newcomer_is_young_and_wrote_little(topic, network_forum, colleague, days, posts, is_new):
    colleague.date_joined = timezone.now() - timedelta(days=days)
    for n in range(posts):
        PostFactory(topic=topic, author=colleague, body=f"Réponse {n}")

    assert is_newcomer(colleague, network_forum) is is_new


def test_post_that_no_longer_stands_makes_nobody_known(topic, network_forum, colleague):
    posts = [PostFactory(topic=topic, author=colleague, body=f"Réponse {n}") for n in range(3)]
    withdraw_post(post=posts[0])
    Post.objects.filter(pk=posts[1].pk).update(hidden=timezone.now())

    assert is_newcomer(colleague, network_forum)


def test_who_watches_over_forums_is_no_newcomer(network_forum, territorial, coordinator, colleague):
    project = ForumFactory(kind=ForumKind.PROJECT)
    ForumMember.objects.create(forum=project, member=colleague, is_keeper=True)

    assert [is_newcomer(member, network_forum) for member in (territorial, coordinator, colleague)] == [
        False,
        False,
        True,
    ]
    assert not is_newcomer(colleague, project)


def test_old_member_costs_no_query(django_assert_num_queries, network_forum, colleague):
    colleague.date_joined = timezone.now() - timedelta(days=400)

    with django_assert_num_queries(0):
        assert not is_newcomer(colleague, network_forum)


def test_message_sent_twice_is_held_once_and_a_sixth_is_refused(client_of, topic, colleague):
    for _ in range(2):
        client_of(colleague).post(topic.get_absolute_url(), {"body": BODY})
    assert HeldMessage.objects.count() == 1
    for n in range(4):
        HeldMessageFactory(topic=topic, author=colleague, body=f"{BODY}/{n}")

    page = client_of(colleague).post(topic.get_absolute_url(), {"body": f"{BODY}/encore"}).content.decode()

    assert "5 messages de vous attendent déjà d’être relus" in page
    assert f"{LINK}/encore</textarea>" in page
    assert HeldMessage.objects.count() == 5


def test_author_takes_a_message_back(client_of, topic, colleague, stranger, territorial):
    held = HeldMessageFactory(topic=topic, author=colleague)
    address = reverse("forums:take_held_back", args=[held.pk])

    assert client_of(stranger).post(address).status_code == 404
    assert client_of(colleague).post(address).url == topic.get_absolute_url()
    assert not HeldMessage.objects.exists()
    assert not Notice.objects.filter(member=territorial, read_at=None).exists()
    with pytest.raises(ValidationError, match="quelqu’un vient de décider"):
        services.take_back(held=held)


def test_post_taken_back_or_erased_takes_its_waiting_correction_along(topic, colleague, coordinator):
    for end in (lambda post: withdraw_post(post=post), lambda post: erase(post=post, by=coordinator, reason="Nom")):
        post = PostFactory(topic=topic, author=colleague, body="Sans lien")
        HeldMessageFactory(post=post, author=colleague)
        end(post)
        assert not HeldMessage.objects.exists()


def test_waiting_answer_follows_its_topic_into_another_and_back(network_forum, topic, colleague, coordinator):
    older, held = topic, HeldMessageFactory(topic=TopicFactory(forum=network_forum), author=colleague)
    younger = held.topic.pk
    action = merge(topic=held.topic, other=older, by=coordinator, reason="Double")

    held.refresh_from_db()
    assert held.topic_id == older.pk
    undo(action=action, by=coordinator)
    held.refresh_from_db()
    assert held.topic_id == younger


def test_name_of_an_erased_account_goes_from_held_messages(topic, colleague, stranger):
    mention = f"[@{stranger}](/membres/{stranger.pk}/) {LINK}"
    held = HeldMessageFactory(topic=topic, author=colleague, body=mention)

    forget_name(member=stranger)

    held.refresh_from_db()
    assert held.body == f"@une personne partie du réseau {LINK}"


def test_refused_message_is_erased_after_a_month(topic, colleague):
    HeldMessageFactory(topic=topic, author=colleague)
    old, recent = (HeldMessageFactory(topic=topic, author=colleague, body=f"{BODY}/{n}") for n in range(2))
    for held, days in ((old, 31), (recent, 29)):
        HeldMessage.objects.filter(pk=held.pk).update(refused=timezone.now() - timedelta(days=days), words="Non")

    assert services.erase_old_refusals() == 1
    assert not HeldMessage.objects.filter(pk=old.pk).exists()
    assert HeldMessage.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Sans forum"},
        {"refused": timezone.now()},
        {"words": "Sans refus"},
    ],
)
def test_database_refuses_what_is_no_held_message(topic, colleague, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldMessage.objects.create(topic=topic, author=colleague, body=BODY, **wrong)


def test_title_of_the_kind_is_needed_for_a_topic(network_forum, topic, colleague):
    for wrong in ({}, {"title": "Sans sorte"}, {"title": "Deux lieux", "kind": TopicKind.QUESTION, "topic": topic}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HeldMessage.objects.create(forum=network_forum, author=colleague, body=BODY, **wrong)
    assert Forum.objects.count() == 1
