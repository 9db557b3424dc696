"""Topics moved, named, united, cut in two, locked: links survive, people are told, nothing else changes, all undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.followers import follows
from alertes.choices.subscriptions.services import follow
from forums.messages.drafts.models import MessageDraft
from forums.messages.posts.models import Post
from forums.messages.posts.services import LOCKED, answer
from forums.messages.solutions.services import mark_solved
from forums.moderation.models import ModerationAction
from forums.moderation.services import arrangement
from forums.moderation.services.undo import undo
from forums.threads.readings.models import TopicReading
from forums.threads.readings.services import note_reading
from forums.threads.topics.models import Topic, TopicAddress
from ressources.authoring.topics.models import TopicOrigin
from ressources.library.discussions.models import SheetDiscussion
from tests.factories.alertes import LetterLineFactory
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.ressources import SheetFactory
from tests.parallel import start_before_commit

pytestmark = pytest.mark.django_db
WHY = "Il concerne tout le monde"


@pytest.fixture
def old(network_forum, animator):
    """A question of a week ago in the forum of the network, with an answer."""
    at = timezone.now() - timedelta(days=7)
    topic = TopicFactory(forum=network_forum, author=animator, title="Clé USB", body="Elle a disparu.", at=at)
    PostFactory(topic=topic, body="Un autre port ?", at=at + timedelta(hours=1))
    return Topic.objects.get(pk=topic.pk)


@pytest.fixture
def young(network_forum, colleague):
    """The same question of three days ago, solved."""
    at = timezone.now() - timedelta(days=3)
    topic = TopicFactory(forum=network_forum, author=colleague, title="Ma clé USB", body="Introuvable.", at=at)
    solution = PostFactory(topic=topic, body="Dans la poche.", at=at + timedelta(hours=1))
    mark_solved(post=solution, by=colleague, notify=False)
    return Topic.objects.select_related("forum").get(pk=topic.pk)


def picture() -> dict:
    """Return all that moderation may change, to compare before and after an undo."""
    fields = ("pk", "forum", "title", "slug", "author", "status", "solution", "post_count", "last_post_at", "locked")
    return {
        "topics": list(Topic.objects.order_by("pk").values_list(*fields)),
        "posts": list(Post.objects.order_by("pk").values_list("pk", "topic", "body")),
    }


def bodies(topic) -> list[str]:
    return list(topic.posts.values_list("body", flat=True))


def test_moved_topic_is_reached_by_all_its_former_addresses(
    client_of, figeac_topic, network_forum, coordinator, animator, stranger
):
    post = PostFactory(topic=figeac_topic, author=animator)
    former = figeac_topic.get_absolute_url()
    assert client_of(stranger).get(former).status_code == 404

    arrangement.move(topic=figeac_topic, forum=network_forum, by=coordinator, reason=WHY)

    url = "/forums/reseau/remplacement-a-gramat/"
    assert client_of(stranger).get(url).status_code == 200
    assert client_of(stranger).get(f"{former}?page=1").url == f"{url}?page=1"
    for address in (f"{former}message/{post.pk}/", f"/forums/message/{post.pk}/"):
        assert client_of(stranger).get(address).url == f"{url}#message-{post.pk}"


def test_who_does_not_read_the_new_forum_reads_404_at_each_address(
    client_of, topic, figeac_forum, coordinator, stranger
):
    former = topic.get_absolute_url()
    arrangement.move(topic=topic, forum=figeac_forum, by=coordinator, reason=WHY)
    post = topic.posts.get()
    topic.refresh_from_db()

    for address in (former, topic.get_absolute_url(), f"{former}message/{post.pk}/", f"/forums/message/{post.pk}/"):
        response = client_of(stranger).get(address)
        assert response.status_code == 404
        assert "Clé USB" not in response.content.decode()


def test_answer_typed_before_the_move_is_published_after_it(client_of, topic, figeac_forum, coordinator, animator):
    former = topic.get_absolute_url()
    arrangement.move(topic=topic, forum=figeac_forum, by=coordinator, reason=WHY)

    client_of(animator).post(former, {"body": "J’ai trouvé."})

    assert bodies(topic) == ["Elle a *disparu*.", "J’ai trouvé."]


def test_address_that_a_topic_left_is_taken_by_no_other(figeac_topic, figeac_forum, network_forum, coordinator):
    arrangement.move(topic=figeac_topic, forum=network_forum, by=coordinator, reason=WHY)

    again = TopicFactory(forum=figeac_forum, title=figeac_topic.title)

    assert again.slug == "remplacement-a-gramat-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicAddress.objects.create(forum=figeac_forum, slug="remplacement-a-gramat", topic=again)


def test_preview_says_who_would_lose_the_topic_and_they_are_told(
    client_of, topic, figeac_forum, coordinator, stranger, colleague, animator
):
    PostFactory(topic=topic, author=stranger)
    follow(member=colleague, subject=f"topic:{topic.pk}")
    address = reverse("forums:move_topic", args=[topic.pk])
    browser, data = client_of(coordinator), {"forum": "figeac", "reason": WHY}

    page = browser.post(address, data).content.decode()
    assert "2 personnes qui y ont écrit ou le suivent continueront de le lire." in " ".join(page.split())
    assert "<b>1 personne ne le lira plus</b>" in page
    topic.refresh_from_db()
    assert topic.forum.slug == "reseau"

    browser.post(address, data | {"confirmer": "figeac"})
    topic.refresh_from_db()
    assert topic.forum == figeac_forum
    notices = dict(Notice.objects.filter(kind="forums.message_moderated").values_list("member", "text"))
    assert set(notices) == {animator.pk, colleague.pk, stranger.pk}
    assert (
        notices[animator.pk] == "«\u00a0Clé USB invisible\u00a0» est maintenant dans «\u00a0Territoire de Figeac\u00a0»"
    )
    assert notices[stranger.pk].endswith("est passé dans un forum que vous ne lisez pas")


def test_choice_changed_beside_the_button_is_previewed_first(client_of, topic, figeac_forum, cahors_forum, coordinator):
    address = reverse("forums:move_topic", args=[topic.pk])

    page = client_of(coordinator).post(address, {"forum": "figeac", "reason": WHY, "confirmer": "cahors"})

    topic.refresh_from_db()
    assert (page.status_code, topic.forum.slug) == (200, "reseau")


def test_move_and_back_finds_the_same_address_again(figeac_topic, figeac_forum, network_forum, coordinator):
    before = picture()
    action = arrangement.move(topic=figeac_topic, forum=network_forum, by=coordinator, reason=WHY)

    undo(action=action, by=coordinator)

    assert picture() == before
    assert list(TopicAddress.objects.values_list("forum__slug", "slug")) == [("reseau", "remplacement-a-gramat")]


def test_united_topics_are_read_by_date_under_the_older_question(
    client_of, old, young, coordinator, colleague, animator
):
    former, post = young.get_absolute_url(), young.posts.last()
    follow(member=colleague, subject=f"topic:{young.pk}")
    draft = MessageDraft.objects.create(member=animator, topic=young, body="Je cherche encore")

    action = arrangement.merge(topic=young, other=old, by=coordinator, reason=WHY)

    old.refresh_from_db()
    assert action.topic == old
    assert bodies(old) == ["Elle a disparu.", "Un autre port ?", "Introuvable.", "Dans la poche."]
    assert (old.status, old.solution, old.post_count, old.last_post_at) == ("solved", post, 4, post.created)
    assert not Topic.objects.filter(pk=young.pk).exists()
    assert client_of(animator).get(former).url == old.get_absolute_url()
    assert (
        client_of(animator)
        .get(f"{former}message/{post.pk}/")
        .url.endswith(f"clé-usb/#message-{post.pk}".replace("é", "e"))
    )
    assert follows(colleague, f"topic:{old.pk}")
    draft.refresh_from_db()
    assert draft.topic == old


def test_solution_of_the_older_question_stays(old, young, coordinator):
    solution = old.posts.last()
    mark_solved(post=solution, by=coordinator, notify=False)

    arrangement.merge(topic=old, other=young, by=coordinator, reason=WHY)

    old.refresh_from_db()
    assert (old.status, old.solution) == ("solved", solution)


def test_union_undone_gives_both_topics_back(old, young, coordinator, colleague, animator):
    follow(member=colleague, subject=f"topic:{young.pk}")
    earlier = arrangement.set_lock(topic=young, by=coordinator, is_locked=True)
    before = picture()
    action = arrangement.merge(topic=old, other=young, by=coordinator, reason=WHY)

    undo(action=action, by=coordinator)

    assert picture() == before
    assert not TopicAddress.objects.exists()
    assert follows(colleague, f"topic:{young.pk}")
    earlier.refresh_from_db()
    assert earlier.topic_id == young.pk


def test_union_undone_is_new_to_nobody_who_had_read_the_topic(old, young, coordinator, colleague, stranger):
    moment = timezone.now() - timedelta(hours=2)
    for member in (colleague, stranger):
        note_reading(member=member, topic=young, until=moment)
    readings = TopicReading.objects.filter(topic=young.pk).order_by("member").values_list("member", "read_until")
    before = dict(readings)
    action = arrangement.merge(topic=old, other=young, by=coordinator, reason=WHY)
    stranger_key = stranger.pk
    stranger.delete()

    undo(action=action, by=coordinator)

    assert before.pop(stranger_key) == before[colleague.pk] == moment
    assert dict(readings.all()) == before


def test_sheet_made_from_a_topic_and_its_discussion_follow_it(site_tree, old, young, coordinator):
    made, discussed = SheetFactory(), SheetFactory()
    TopicOrigin.objects.create(sheet=made, topic=young)
    SheetDiscussion.objects.create(sheet=discussed, topic=young)
    key = young.pk

    action = arrangement.merge(topic=old, other=young, by=coordinator, reason=WHY)
    assert (TopicOrigin.objects.get().topic, SheetDiscussion.objects.get().topic) == (old, old)

    undo(action=action, by=coordinator)
    assert (TopicOrigin.objects.get().topic_id, SheetDiscussion.objects.get().topic_id) == (key, key)


def test_discussions_of_two_sheets_stay_two(site_tree, client_of, old, young, coordinator):
    for topic in (old, young):
        SheetDiscussion.objects.create(sheet=SheetFactory(), topic=topic)
    before = picture()
    data = {"reason": WHY, "other": young.get_absolute_url(), "confirmer": str(young.pk)}

    page = client_of(coordinator).post(reverse("forums:merge_topics", args=[old.pk]), data)

    assert "Chacun de ces sujets est la discussion d’une fiche" in page.content.decode()
    assert picture() == before


def test_union_is_not_undone_once_somebody_wrote(client_of, old, young, coordinator):
    action = arrangement.merge(topic=old, other=young, by=coordinator, reason=WHY)
    PostFactory(topic=old)

    page = client_of(coordinator).post(reverse("forums:undo_action", args=[action.pk]), follow=True)

    assert "Autre chose est arrivé à ce sujet depuis" in page.content.decode()
    assert old.posts.count() == 5
    action.refresh_from_db()
    assert action.undone is None


def test_act_is_not_undone_after_another(topic, figeac_forum, cahors_forum, coordinator):
    first = arrangement.move(topic=topic, forum=figeac_forum, by=coordinator, reason=WHY)
    arrangement.rename(topic=topic, title="Autre titre", by=coordinator, reason=WHY)

    with pytest.raises(ValidationError, match="Autre chose"):
        undo(action=first, by=coordinator)


def test_act_is_undone_once(topic, figeac_forum, coordinator):
    action = arrangement.set_lock(topic=topic, by=coordinator, is_locked=True)
    undo(action=action, by=coordinator)

    with pytest.raises(ValidationError, match="déjà annulé"):
        undo(action=action, by=coordinator)
    topic.refresh_from_db()
    assert topic.locked is None


def test_other_topic_is_named_by_its_address(client_of, old, young, coordinator, figeac_topic, other_territorial):
    address = reverse("forums:merge_topics", args=[old.pk])
    data = {"reason": WHY, "other": f"https://exemple.org{young.get_absolute_url()}?page=2#message-3"}

    page = client_of(coordinator).post(address, data)
    assert page.context["preview"]["target"] == old
    assert "est le plus ancien" in page.content.decode()
    for other in ("n’importe quoi", "/forums/reseau/inconnu/"):
        page = client_of(coordinator).post(address, data | {"other": other})
        assert page.context["form"].errors["other"] == [
            "Cette adresse n’est pas celle d’un sujet sur lequel vous veillez."
        ]
    page = client_of(other_territorial).post(address, data | {"other": figeac_topic.get_absolute_url()})
    assert "sur lequel vous veillez" in page.content.decode()
    assert "Remplacement" not in page.content.decode().replace(figeac_topic.get_absolute_url(), "")
    client_of(coordinator).post(address, data | {"confirmer": str(young.pk)})
    assert Topic.objects.filter(pk__in=[old.pk, young.pk]).get() == old


def test_topic_is_not_united_with_itself(client_of, old, coordinator):
    data = {"reason": WHY, "other": old.get_absolute_url(), "confirmer": str(old.pk)}

    page = client_of(coordinator).post(reverse("forums:merge_topics", args=[old.pk]), data)

    assert "Choisissez un autre sujet que celui-ci." in page.content.decode()
    assert Topic.objects.get() == old


def test_chosen_messages_become_a_topic_and_their_addresses_follow(client_of, old, coordinator, animator, colleague):
    moved = PostFactory(topic=old, author=colleague, body="Et pour une carte SD ?")
    follow(member=animator, subject=f"topic:{old.pk}")
    address = reverse("forums:split_topic", args=[old.pk])
    data = {"posts": [moved.pk], "title": "Carte SD", "kind": "question", "forum": "reseau", "reason": WHY}

    page = client_of(coordinator).post(address, data)
    assert "1 message part dans un nouveau sujet" in " ".join(page.content.decode().split())
    client_of(coordinator).post(address, data | {"confirmer": f"reseau {moved.pk}"})

    made = Topic.objects.get(title="Carte SD")
    assert (made.author, made.kind, made.status, made.post_count) == (colleague, "question", "open", 1)
    assert (made.created, made.last_post_at) == (moved.created, moved.created)
    old.refresh_from_db()
    assert (old.post_count, old.last_post_at) == (2, old.posts.last().created)
    assert client_of(animator).get(f"/forums/message/{moved.pk}/").url == f"/forums/reseau/carte-sd/#message-{moved.pk}"
    assert follows(animator, f"topic:{made.pk}")


def test_split_undone_brings_messages_and_solution_back(old, coordinator, animator):
    solution = old.posts.last()
    mark_solved(post=solution, by=animator, notify=False)
    before = picture()
    action = arrangement.split(
        topic=old, posts=[solution], title="À part", kind="discussion", forum=old.forum, by=coordinator, reason=WHY
    )
    old.refresh_from_db()
    assert (old.status, old.solution) == ("open", None)

    undo(action=action, by=coordinator)

    assert picture() == before
    assert TopicAddress.objects.get().slug == "a-part"


def test_first_message_stays_with_its_topic(client_of, old, coordinator):
    data = {"title": "À part", "kind": "question", "forum": "reseau", "reason": WHY}
    address = reverse("forums:split_topic", args=[old.pk])

    page = client_of(coordinator).post(address, data | {"posts": [old.posts.first().pk]})
    assert "posts" in page.context["form"].errors
    assert client_of(coordinator).post(address, data).context["form"].errors == {
        "posts": ["Choisissez au moins un message."]
    }
    for posts, words in (([old.posts.first()], "premier message"), ([], "au moins un")):
        with pytest.raises(ValidationError, match=words):
            arrangement.split(
                topic=old, posts=posts, title="À part", kind="question", forum=old.forum, by=coordinator, reason=WHY
            )


def test_new_title_changes_the_address_and_the_former_leads_there(client_of, topic, coordinator, animator):
    former = topic.get_absolute_url()

    client_of(coordinator).post(
        reverse("forums:rename_topic", args=[topic.pk]), {"title": "Clé  non reconnue", "reason": WHY}
    )

    assert client_of(animator).get(former).url == "/forums/reseau/cle-non-reconnue/"
    undo(action=ModerationAction.objects.get(), by=coordinator)
    topic.refresh_from_db()
    assert (topic.title, topic.get_absolute_url()) == ("Clé USB invisible", former)


def test_nothing_is_kept_of_a_title_that_named_somebody(client_of, topic, coordinator, animator):
    arrangement.rename(topic=topic, title="Monique Durand", by=coordinator, reason=WHY)
    line = LetterLineFactory(key=f"topic:{topic.pk}", text="Monique Durand")

    client_of(coordinator).post(
        reverse("forums:rename_topic", args=[topic.pk]), {"title": "Une dame", "reason": WHY, "forget": "on"}
    )

    assert client_of(animator).get("/forums/reseau/monique-durand/").status_code == 404
    assert not any("Monique" in str(state) for state in ModerationAction.objects.values_list("state", flat=True))
    assert not line.letter.lines.exists()
    with pytest.raises(ValidationError, match="Rien n’a été gardé"):
        undo(action=ModerationAction.objects.first(), by=coordinator)


def test_locked_topic_is_read_and_no_longer_answered(client_of, topic, coordinator, colleague):
    client_of(coordinator).post(reverse("forums:lock_topic", args=[topic.pk]))

    page = client_of(colleague).get(topic.get_absolute_url()).content.decode()
    assert "Ce sujet est fermé depuis" in page
    assert 'id="repondre"' not in page
    page = client_of(colleague).post(topic.get_absolute_url(), {"body": "Trop tard tapé"}).content.decode()
    assert LOCKED in page
    assert "Trop tard tapé</textarea>" in page
    answer(topic=topic, author=coordinator, body="Pour clore.")
    assert topic.posts.count() == 2
    client_of(coordinator).post(reverse("forums:unlock_topic", args=[topic.pk]))
    client_of(colleague).post(topic.get_absolute_url(), {"body": "Enfin"})
    assert topic.posts.count() == 3


def test_own_solution_typed_in_a_locked_topic_is_not_lost(client_of, topic, coordinator, animator):
    arrangement.set_lock(topic=topic, by=coordinator, is_locked=True)

    page = client_of(animator).post(f"{topic.get_absolute_url()}regle/", {"answer": "moi", "line": "Je l’ai retrouvée"})

    assert LOCKED in page.content.decode()
    assert "Je l’ai retrouvée</textarea>" in page.content.decode()


@pytest.mark.parametrize("person", ["animator", "colleague", "stranger", "learner", "other_territorial"])
def test_topic_is_arranged_by_who_watches_over_its_forum_alone(client_of, figeac_topic, person, request, network_forum):
    action = ModerationAction.objects.create(kind="lock", forum=figeac_topic.forum, topic=figeac_topic, state={})
    browser, before = client_of(request.getfixturevalue(person)), picture()
    pages = ("arrange", "move_topic", "rename_topic", "merge_topics", "split_topic")

    for name in pages:
        page = browser.get(reverse(f"forums:{name}", args=[figeac_topic.pk]))
        assert page.status_code == 404
        assert "Gramat" not in page.content.decode()
    data = {"forum": "reseau", "title": "Pris", "reason": "Parce que", "confirmer": "reseau"}
    for name in (*pages[1:], "lock_topic", "unlock_topic"):
        assert browser.post(reverse(f"forums:{name}", args=[figeac_topic.pk]), data).status_code == 404
    assert browser.post(reverse("forums:undo_action", args=[action.pk])).status_code == 404
    assert picture() == before


def test_territorial_animator_moves_only_between_forums_that_they_watch_over(
    client_of, figeac_topic, cahors_forum, network_forum, territorial
):
    address = reverse("forums:move_topic", args=[figeac_topic.pk])

    page = client_of(territorial).post(address, {"forum": "cahors", "reason": WHY, "confirmer": "cahors"})
    assert page.context["form"].errors == {"forum": ["Choisissez un forum sur lequel vous veillez."]}
    with pytest.raises(ValidationError, match="veillez pas"):
        arrangement.move(topic=figeac_topic, forum=cahors_forum, by=territorial, reason=WHY)
    client_of(territorial).post(address, {"forum": "reseau", "reason": WHY, "confirmer": "reseau"})
    figeac_topic.refresh_from_db()
    assert figeac_topic.forum == network_forum


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda topic, by: arrangement.move(topic=topic, forum=topic.forum, by=by, reason=WHY), "déjà dans ce forum"),
        (lambda topic, by: arrangement.rename(topic=topic, title=topic.title, by=by, reason=WHY), "déjà son titre"),
        (lambda topic, by: arrangement.set_lock(topic=topic, by=by, is_locked=False), "déjà ouvert"),
    ],
)
def test_act_that_changes_nothing_is_refused(topic, coordinator, act, words):
    with pytest.raises(ValidationError, match=words):
        act(topic, coordinator)
    assert not ModerationAction.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_topic_to_arrange_costs_the_same_with_more_acts(
    client_of, topic, coordinator, count, django_assert_max_num_queries
):
    for rank in range(count):
        arrangement.rename(topic=topic, title=f"Titre {rank}", by=coordinator, reason=WHY)
    browser, address = client_of(coordinator), reverse("forums:arrange", args=[topic.pk])
    browser.get(address)

    for page in (address, "/forums/moderation/journal/"):
        with django_assert_max_num_queries(10):
            response = browser.get(page)
        assert len(response.context["actions"]) == count


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_moderators_unite_the_same_topics_at_once_on_postgresql(old, young, territorial, coordinator):
    def unite(by, one, other):
        try:
            return arrangement.merge(topic=one, other=other, by=by, reason=WHY).topic
        except ValidationError as refusal:
            return refusal.code

    second = start_before_commit(lambda: unite(territorial, old, young), lambda: unite(coordinator, young, old))

    assert second == "gone"
    assert Post.objects.filter(topic=old).count() == 4


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_answer_sent_during_a_move_is_not_lost_on_postgresql(topic, figeac_forum, coordinator, animator):
    second = start_before_commit(
        lambda: arrangement.move(topic=topic, forum=figeac_forum, by=coordinator, reason=WHY),
        lambda: answer(topic=topic, author=animator, body="Pendant ce temps").topic.forum.slug,
    )

    assert (second, topic.posts.count()) == ("figeac", 2)
