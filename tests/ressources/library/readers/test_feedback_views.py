"""Feedback in the browser: writers, readers, answers; access, with words that could leak."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ressources.authoring.publication.services import withdraw
from ressources.library.readers import services as limits
from ressources.library.readers.models import Feedback
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.readers import FeedbackFactory
from tests.factories.ressources import AuthorshipFactory, ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db
SECRET = "Le mot de passe du wifi est au dos"
SENT = "/ressources/mes-retours/"


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def feedback(sheet, stranger):
    return FeedbackFactory(sheet=sheet, sender=stranger, text=SECRET)


@pytest.fixture
def orphan(epm, departed):
    return SheetFactory(epm=epm, author=departed)


def test_member_writes_to_the_author_and_finds_the_answer(client_of, sheet, stranger, animator):
    reader, author = client_of(stranger), client_of(animator)
    assert "Écrire à l’auteur" in text(reader.get(sheet.get_absolute_url()))
    answer = reader.post(url("write_to_author", sheet.pk), {"kind": "question", "text": "Et à douze ?"}, follow=True)
    assert answer.redirect_chain == [(sheet.get_absolute_url(), 302)]
    feedback = Feedback.objects.get()
    assert (feedback.sender, feedback.kind, feedback.text) == (stranger, "question", "Et à douze ?")
    assert "Retours à traiter (1)" in text(author.get(sheet.get_absolute_url()))
    assert "Et à douze ?" in text(author.get(url("feedback", sheet.pk)))
    redirection = author.post(url("feedback", sheet.pk), {"feedback": feedback.pk, "text": "À deux.", "settle": "on"})
    assert redirection.url == f"{url('feedback', sheet.pk)}#retour-{feedback.pk}"
    for address in (SENT, url("write_to_author", sheet.pk)):
        page = text(reader.get(address))
        assert ("À deux." in page, "Traité le" in page) == (True, True)
    assert "Retours à traiter" not in text(author.get(sheet.get_absolute_url()))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "Une idée en l’air"}, "kind"),
        ({"kind": "idee", "text": "  "}, "text"),
        ({"kind": "plainte", "text": "Une idée en l’air"}, "kind"),
        ({"kind": "idee", "text": "Une idée en l’air" + "x" * 1500}, "text"),
    ],
)
def test_invalid_text_is_refused_and_kept(client_of, sheet, stranger, data, field):
    answer = client_of(stranger).post(url("write_to_author", sheet.pk), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert ("Une idée en l’air" in text(answer), Feedback.objects.count()) == ("l’air" in data["text"], 0)


def test_limit_is_explained_and_text_is_kept(client_of, sheet, stranger, monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNSETTLED", 0)
    answer = client_of(stranger).post(url("write_to_author", sheet.pk), {"kind": "idee", "text": "Longuement écrit"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["text"])
    assert ("Longuement écrit" in text(answer), Feedback.objects.count()) == (True, 0)


def test_coauthor_reads_and_answers_like_the_author(client_of, sheet, feedback, colleague):
    AuthorshipFactory(sheet=sheet, member=colleague)
    client = client_of(colleague)
    assert SECRET in text(client.get(url("feedback", sheet.pk)))
    client.post(url("feedback", sheet.pk), {"feedback": feedback.pk, "text": "Merci."})
    assert Feedback.objects.get().answered_by == colleague


def test_second_answer_is_refused_and_both_texts_are_shown(client_of, sheet, feedback, animator, colleague):
    AuthorshipFactory(sheet=sheet, member=colleague)
    address = url("feedback", sheet.pk)
    client_of(animator).post(address, {"feedback": feedback.pk, "text": "Merci."})
    page = text(client_of(colleague).post(address, {"feedback": feedback.pk, "text": "Pas d’accord."}))
    assert (f"{animator} a déjà répondu" in page, "Pas d’accord." in page) == (True, True)
    assert Feedback.objects.get().answer == "Merci."


def test_empty_answer_is_explained_beside_its_own_field(client_of, sheet, feedback, animator):
    other = FeedbackFactory(sheet=sheet)
    answer = client_of(animator).post(url("feedback", sheet.pk), {"feedback": feedback.pk, "text": ""})
    errors = {row[0].pk: list(row[1].errors) for row in answer.context["rows"]}
    assert errors == {feedback.pk: ["text"], other.pk: []}


def test_feedback_on_a_mistake_links_to_the_form(client_of, sheet, feedback, animator):
    page = text(client_of(animator).get(url("feedback", sheet.pk)))
    assert f'href="{url("edit", sheet.pk)}">Corriger la fiche' in page


@pytest.mark.parametrize(
    ("kind", "look", "words"),
    [("erreur", "button small", "Corriger la fiche"), ("idee", "button second small", "Modifier la fiche")],
)
def test_mistake_is_to_be_corrected_before_all_else(client_of, sheet, animator, stranger, kind, look, words):
    FeedbackFactory(sheet=sheet, sender=stranger, kind=kind)
    page = " ".join(text(client_of(animator).get(url("feedback", sheet.pk))).split())
    assert page.count(f'<a class="{look}" href="{url("edit", sheet.pk)}">{words}</a>') == 1


def test_feedback_offers_what_is_left_to_do(client_of, sheet, feedback, animator):
    words = [
        "Remettre à traiter",
        "C’est traité</button>",
        ">Répondre<",
        'name="settle"',
        "Personne ne vous a encore écrit",
    ]

    def offered() -> list[bool]:
        page = text(client_of(animator).get(url("feedback", sheet.pk)))
        return [each in page for each in words]

    assert offered() == [False, True, True, True, False]
    Feedback.objects.update(settled=timezone.now())
    assert offered() == [True, False, True, False, False]
    Feedback.objects.update(answer="Merci.", answered=timezone.now(), answered_by=animator)
    assert offered() == [True, False, False, False, False]
    Feedback.objects.all().delete()
    assert offered() == [False, False, False, False, True]


def test_feedback_is_closed_and_reopened(client_of, sheet, feedback, animator):
    client = client_of(animator)
    client.post(url("settle_feedback", feedback.pk))
    assert list(Feedback.objects.unsettled()) == []
    assert "Aucun retour à traiter" in text(client.get(url("upkeep", sheet.pk)))
    client.post(url("reopen_feedback", feedback.pk))
    assert "1 retour à traiter" in text(client.get(url("upkeep", sheet.pk)))


def test_feedback_is_between_its_sender_and_the_authors(
    client, client_of, sheet, feedback, stranger, colleague, territorial, other_territorial, coordinator, epm
):
    learner = LearnerFactory(epm=epm).member
    feedback_url, writing_url = url("feedback", sheet.pk), url("write_to_author", sheet.pk)
    for reader in map(client_of, (stranger, colleague, territorial, other_territorial, coordinator, learner)):
        assert reader.get(feedback_url).status_code == 404
        assert reader.post(feedback_url, {"feedback": feedback.pk, "text": "Oui"}).status_code == 404
        for name in ("settle_feedback", "reopen_feedback"):
            assert reader.post(url(name, feedback.pk)).status_code == 404
    for reader in map(client_of, (colleague, territorial, coordinator)):
        pages = (SENT, writing_url, sheet.get_absolute_url(), "/alertes/")
        assert [page for page in pages if SECRET in text(reader.get(page))] == []
    assert SECRET not in text(client_of(territorial).get(url("upkeep", sheet.pk)))
    assert "Lire les retours" not in text(client_of(territorial).get(url("upkeep", sheet.pk)))
    assert [client_of(learner).get(page).status_code for page in (writing_url, SENT)] == [404, 404]
    assert [client.get(page).status_code for page in (feedback_url, writing_url, SENT)] == [302, 302, 302]
    assert SECRET not in text(client.get(sheet.get_absolute_url()))
    assert (Feedback.objects.get().answer, Feedback.objects.get().settled) == ("", None)


def test_author_of_another_sheet_cannot_answer(client_of, sheet, feedback, stranger, colleague, epm):
    own_sheet = SheetFactory(epm=epm, author=colleague)
    client = client_of(colleague)
    assert SECRET not in text(client.get(url("feedback", own_sheet.pk)))
    for key in (feedback.pk, "x", ""):
        assert client.post(url("feedback", own_sheet.pk), {"feedback": key, "text": "Oui"}).status_code == 404
    assert client.post(url("settle_feedback", feedback.pk)).status_code == 404


def test_reviewers_of_the_territory_answer_for_an_orphan(
    client_of, orphan, stranger, territorial, other_territorial, coordinator, animator
):
    feedback = FeedbackFactory(sheet=orphan, sender=stranger, text=SECRET)
    feedback_url = url("feedback", orphan.pk)
    for reader, status in ((territorial, 200), (coordinator, 200), (other_territorial, 404), (animator, 404)):
        assert client_of(reader).get(feedback_url).status_code == status
    client = client_of(territorial)
    assert "Retours à traiter (1)" in text(client.get(url("orphans")))
    assert "Lire les retours" in text(client.get(url("upkeep", orphan.pk)))
    client.post(feedback_url, {"feedback": feedback.pk, "text": "Je regarde."})
    assert Feedback.objects.get().answered_by == territorial


def test_former_author_loses_feedback_and_new_author_gets_it(client_of, orphan, departed, territorial, animator):
    FeedbackFactory(sheet=orphan, text=SECRET)
    assert client_of(departed).get(url("feedback", orphan.pk)).status_code == 302  # logged out at once
    WorkshopPage.objects.filter(pk=orphan.pk).update(owner=animator)
    assert SECRET in text(client_of(animator).get(url("feedback", orphan.pk)))
    assert client_of(territorial).get(url("feedback", orphan.pk)).status_code == 404


def test_feedback_on_an_unreadable_sheet_is_refused(client_of, draft, submitted, stranger):
    for sheet in (draft, submitted):
        client = client_of(stranger)
        assert client.get(url("write_to_author", sheet.pk)).status_code == 404
        data = {"kind": "idee", "text": "Une idée"}
        assert client.post(url("write_to_author", sheet.pk), data).status_code == 404
    assert Feedback.objects.count() == 0


def test_feedback_outlives_the_publication_of_the_sheet(client_of, sheet, feedback, animator, stranger):
    withdraw(page=sheet, by=animator)
    assert SECRET in text(client_of(animator).get(url("feedback", sheet.pk)))
    assert "Traiter le retour (1)" in text(client_of(animator).get("/ressources/mes-fiches/"))
    page = text(client_of(stranger).get(SENT))
    assert (SECRET in page, f'href="{sheet.get_absolute_url()}"' in page) == (True, False)


def test_open_feedback_comes_first(client_of, sheet, animator):
    settled_feedback = FeedbackFactory(sheet=sheet, settled=timezone.now())
    second = FeedbackFactory(sheet=sheet)
    first = FeedbackFactory(sheet=sheet, sent="2026-01-05T08:00:00Z")
    rows = client_of(animator).get(url("feedback", sheet.pk)).context["rows"]
    assert [row[0] for row in rows] == [first, second, settled_feedback]


def test_typed_text_is_escaped(client_of, sheet, animator, stranger):
    hostile = "<script>alert(1)</script>"
    FeedbackFactory(sheet=sheet, sender=stranger, text=hostile, answer=hostile, answered=timezone.now())
    for reader, address in ((animator, url("feedback", sheet.pk)), (stranger, SENT)):
        assert "<script>alert" not in text(client_of(reader).get(address))


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, animator, stranger, sheet):
    pages = [
        (client_of(animator), url("feedback", sheet.pk)),
        (client_of(stranger), SENT),
        (client_of(stranger), url("write_to_author", sheet.pk)),
    ]

    def fill() -> None:
        now = timezone.now()
        FeedbackFactory(sheet=sheet, sender=stranger)
        FeedbackFactory(sheet=sheet, answer="Oui", answered=now, answered_by=animator, settled=now, settled_by=animator)
        FeedbackFactory(
            sheet=ObsolescenceFactory(replacement=SheetFactory().sheet_ptr).sheet,
            sender=stranger,
            answer="Oui",
            answered=now,
            answered_by=animator,
        )

    fill()
    before = [count_queries(client, address) for client, address in pages]
    fill()
    fill()
    assert [count_queries(client, address) for client, address in pages] == before
    assert max(before) <= 11
