"""A sheet and its discussion: one topic, two doors."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.services import unfollow
from forums.enums import ForumKind, TopicKind
from forums.messages.corrections.services import REPLACED, restore_topic, withdraw_post
from forums.messages.posts.services import answer
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from ressources.authoring.publication.services import put_online
from ressources.library.discussions.models import SheetDiscussion
from ressources.library.discussions.services import FORUM_SLUG, discuss, ensure_forum_of_sheets, follow_title
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.forums import ForumFactory
from tests.factories.ressources import AuthorshipFactory, ObsolescenceFactory, SheetFactory
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db
OBSOLETE = "Cette fiche n’est plus à jour\u00a0: on n’en ouvre plus la discussion."


def address(sheet) -> str:
    return reverse("ressources:discuss", args=[sheet.pk])


def text(response) -> str:
    return response.content.decode()


def test_first_message_opens_the_topic_and_the_next_answers_there(sheet, stranger, colleague):
    first = discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    second = discuss(sheet=sheet, by=colleague, body="Nous aussi.")

    topic = Topic.objects.get()
    assert (topic.title, topic.kind, topic.author, topic.forum.slug, topic.forum.kind) == (
        sheet.title,
        TopicKind.DISCUSSION,
        stranger,
        FORUM_SLUG,
        ForumKind.THEME,
    )
    assert list(topic.posts.all()) == [first, second]
    assert SheetDiscussion.objects.get().sheet_id == sheet.pk


def test_authors_hear_of_every_message_until_they_leave(sheet, animator, stranger, colleague):
    coauthor = AuthorshipFactory(sheet=sheet).member
    first = discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    topic = first.topic
    opening = Notice.objects.filter(key=f"sheet:{sheet.pk}:discussion:{topic.pk}")
    assert {notice.member for notice in opening} == {animator, coauthor}
    assert {notice.text for notice in opening} == {
        f"{stranger} ouvre la discussion de votre fiche «\u00a0{sheet.title}\u00a0»"
    }
    second = answer(topic=topic, author=colleague, body="Nous aussi.")
    told = Notice.objects.filter(key=f"post:{second.pk}")
    assert {notice.member for notice in told} == {animator, coauthor, stranger}
    unfollow(member=animator, subject=f"topic:{topic.pk}")
    third = discuss(sheet=sheet, by=colleague, body="Encore.")
    assert {notice.member for notice in Notice.objects.filter(key=f"post:{third.pk}")} == {coauthor, stranger}


def test_mail_to_the_authors_says_its_links_whole(sheet, stranger, settings):
    settings.ORIGIN = "https://extranet.example"
    discuss(sheet=sheet, by=stranger, body="Voir [la fiche](/ressources/f/).")
    texts = [*Mail.objects.values_list("text", flat=True), *MailItem.objects.values_list("details", flat=True)]
    assert len(texts) == 1
    assert "Voir la fiche (https://extranet.example/ressources/f/)." in texts[0]


def test_author_who_left_hears_nothing(epm, outsider, stranger):
    sheet = SheetFactory(epm=epm, author=outsider)
    discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    assert not Notice.objects.filter(member=outsider, key__contains="discussion").exists()


def test_obsolete_sheet_opens_no_discussion(sheet, stranger, client_of):
    ObsolescenceFactory(sheet=sheet)
    with pytest.raises(ValidationError) as refusal:
        discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    assert refusal.value.messages == [OBSOLETE]
    assert client_of(stranger).get(address(sheet)).status_code == 404
    assert client_of(stranger).post(address(sheet), {"body": "Essayée."}).status_code == 404
    assert not Topic.objects.exists()


def test_sheet_that_becomes_obsolete_goes_on_being_discussed_there(sheet, stranger, colleague):
    discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    ObsolescenceFactory(sheet=sheet)
    assert discuss(sheet=sheet, by=colleague, body="Par quoi la remplacer ?").topic == Topic.objects.get()


def test_page_of_the_sheet_leads_to_the_discussion(sheet, stranger, client_of):
    reader = client_of(stranger)
    assert address(sheet) in text(reader.get(sheet.get_absolute_url()))
    assert reader.get(address(sheet)).status_code == 200
    # Reading writes nothing.
    assert not Forum.objects.exists()

    response = reader.post(address(sheet), {"body": "Essayée hier, **deux** groupes."})

    topic = Topic.objects.get()
    assert response.url == topic.posts.get().page_url
    assert reader.get(address(sheet)).url == f"{topic.get_absolute_url()}#repondre"
    page = text(reader.get(sheet.get_absolute_url()))
    assert ("Essayée hier, deux groupes." in page, topic.get_absolute_url() in page) == (True, True)
    assert sheet.get_absolute_url() in text(reader.get(topic.get_absolute_url()))


def test_empty_message_is_refused_beside_its_field(sheet, stranger, client_of):
    page = client_of(stranger).post(address(sheet), {"body": "  "})
    assert page.context["form"].errors == {"body": ["Écrivez votre message avant de l’envoyer."]}
    assert not Topic.objects.exists()


def test_discussion_is_for_members_alone(sheet, epm, animator, stranger, client, client_of):
    discuss(sheet=sheet, by=stranger, body="Secret de permanence.")
    learner = client_of(LearnerFactory(epm=epm).member)
    for reader in (client, learner):
        page = text(reader.get(sheet.get_absolute_url()))
        assert ("Secret de permanence." in page, FORUM_SLUG in page, "En discuter" in page) == (False,) * 3
    assert learner.get(address(sheet)).status_code == 404
    assert learner.post(address(sheet), {"body": "Bonjour."}).status_code == 404
    assert client.get(address(sheet)).status_code == 302
    assert "Secret de permanence." in text(client_of(animator).get(sheet.get_absolute_url()))


def test_draft_is_not_discussed(draft, stranger, animator, client_of):
    assert [client_of(who).get(address(draft)).status_code for who in (stranger, animator)] == [404, 404]


def test_topic_moved_to_a_closed_forum_is_shown_to_its_readers_alone(sheet, stranger, colleague, figeac, client_of):
    topic = discuss(sheet=sheet, by=stranger, body="Secret de permanence.").topic
    Topic.objects.filter(pk=topic.pk).update(forum=ForumFactory(territory=figeac))
    pages = [text(client_of(who).get(sheet.get_absolute_url())) for who in (stranger, colleague)]
    assert ["Secret de permanence." in page for page in pages] == [False, True]


def test_topic_says_what_became_of_its_sheet(sheet, stranger, client_of):
    topic = discuss(sheet=sheet, by=stranger, body="Essayée hier.").topic
    reader, words = client_of(stranger), ("On parle ici de la fiche", "n’est plus à jour.", "n’est plus dans la")

    def said() -> list[bool]:
        page = text(reader.get(topic.get_absolute_url()))
        return [sentence in page for sentence in words]

    assert said() == [True, False, False]
    replacement = SheetFactory()
    obsolescence = ObsolescenceFactory(sheet=sheet, replacement=replacement)
    assert said() == [False, True, False]
    assert replacement.get_absolute_url() in text(reader.get(topic.get_absolute_url()))
    obsolescence.delete()
    sheet.unpublish()
    assert said() == [False, False, True]
    assert sheet.get_absolute_url() not in text(reader.get(topic.get_absolute_url()))


def test_topic_outlives_its_sheet(sheet, stranger, client_of):
    topic = discuss(sheet=sheet, by=stranger, body="Essayée hier.").topic
    sheet.delete()
    assert client_of(stranger).get(topic.get_absolute_url()).status_code == 200
    assert not SheetDiscussion.objects.exists()


def test_title_follows_the_sheet_at_its_publication(sheet, stranger, territorial):
    topic = discuss(sheet=sheet, by=stranger, body="Essayée hier.").topic
    slug = topic.slug
    WorkshopPage.objects.filter(pk=sheet.pk).update(title="Un titre " + "long " * 40)
    put_online(sheet=sheet, by=territorial)
    topic.refresh_from_db()
    assert (topic.slug, topic.title[:9], topic.title[-1], len(topic.title)) == (slug, "Un titre ", "…", 140)
    follow_title(sheet=SheetFactory())
    assert Topic.objects.count() == 1


def test_discussion_taken_back_can_begin_again(sheet, stranger, colleague, client_of):
    post = discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    withdrawn = withdraw_post(post=post)
    assert address(sheet) in text(client_of(colleague).get(sheet.get_absolute_url()))
    other = discuss(sheet=sheet, by=colleague, body="Nous aussi.")
    with pytest.raises(ValidationError) as refusal:
        restore_topic(withdrawn=withdrawn)
    assert refusal.value.messages == [REPLACED]
    withdraw_post(post=other)
    assert restore_topic(withdrawn=withdrawn).sheet_discussion.sheet_id == sheet.pk


def test_refusal_of_a_place_taken_meanwhile_is_shown(sheet, stranger, colleague, client_of):
    withdrawn = withdraw_post(post=discuss(sheet=sheet, by=stranger, body="Essayée hier."))
    discuss(sheet=sheet, by=colleague, body="Nous aussi.")
    address_of_undo = reverse("forums:withdrawn_topic", args=[FORUM_SLUG, withdrawn.pk])
    page = client_of(stranger).post(address_of_undo, follow=True)
    assert REPLACED in text(page)


def test_forum_of_sheets_is_created_once_and_keeps_its_words():
    forum = ensure_forum_of_sheets()
    Forum.objects.filter(pk=forum.pk).update(title="Nos fiches")
    assert ensure_forum_of_sheets().title == "Nos fiches"
    assert Forum.objects.get().slug == FORUM_SLUG


def test_silent_message_tells_nobody(sheet, stranger):
    discuss(sheet=sheet, by=stranger, body="Essayée hier.", notify=False)
    assert (Notice.objects.count(), len(mail.outbox)) == (0, 0)


def test_page_of_the_sheet_costs_the_same_for_one_and_three(sheet, stranger, colleague, client_of):
    reader = client_of(colleague)

    def count_queries() -> int:
        reader.get(sheet.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page = reader.get(sheet.get_absolute_url())
        assert len(page.content) < 30_000
        return len(queries)

    discuss(sheet=sheet, by=stranger, body="Essayée hier.")
    before = count_queries()
    for _ in range(3):
        discuss(sheet=sheet, by=colleague, body="Nous aussi. " * 900 + str(_))
    assert count_queries() == before <= sheet_budgets.MEMBER
