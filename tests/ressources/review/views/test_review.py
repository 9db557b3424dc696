"""Reviewing in the site: the queue, the two answers, the withdrawal, and those who must not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import sheets
from ressources.versions.models.base_version import BaseVersion
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SheetContentFactory, SubmittedFactory

pytestmark = pytest.mark.django_db
QUEUE = "/ressources/a-relire/"
ACTIONS = ["publier", "demander-des-modifications"]


@pytest.fixture
def reviewer(client_of, territorial):
    """The browser of the territorial animator of Figeac."""
    return client_of(territorial)


def url_of(page, action: str = "relire") -> str:
    return f"/ressources/fiches/{page.pk}/{action}/"


def state_of(page) -> SheetState:
    return WorkshopPage.objects.get(pk=page.pk).state


def read(page, **answer) -> dict:
    return {"revision": str(page.latest_revision_id)} | answer


def test_queue_is_that_of_my_territories(client_of, reviewer, submitted, other_epm, coordinator, draft, sheet):
    elsewhere = SubmittedFactory(epm=other_epm)
    assert list(reviewer.get(QUEUE).context["sheets"]) == [submitted.sheet_ptr]
    assert list(client_of(coordinator).get(QUEUE).context["sheets"]) == [submitted.sheet_ptr, elsewhere.sheet_ptr]


def test_empty_queue_says_so(reviewer):
    assert "Aucune fiche n’attend de relecture" in reviewer.get(QUEUE).content.decode()


def test_queue_is_for_reviewers(client, client_of, animator, epm, departed):
    people = (animator, LearnerFactory(epm=epm).member)
    assert [client_of(person).get(QUEUE).status_code for person in people] == [404, 404]
    assert client.get(QUEUE).status_code == 302
    assert client_of(departed).get(QUEUE).status_code == 302


def test_queue_costs_the_same_for_one_and_three(reviewer, epm):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reviewer.get(QUEUE)
        return len(captured)

    SubmittedFactory(epm=epm)
    queries()
    one = queries()
    SubmittedFactory(epm=epm)
    SubmittedFactory(epm=epm)
    assert queries() == one <= 8


def test_reviewer_reads_the_version_that_was_sent(reviewer, submitted):
    text = reviewer.get(url_of(submitted)).content.decode()
    assert f"<h1>{submitted.draft_title}</h1>" in text
    assert text.count(f'name="revision" value="{BaseVersion.latest_of(submitted)}"') == 3


def test_territorial_animator_of_another_territory_reads_nothing(client_of, other_territorial, submitted):
    browser = client_of(other_territorial)
    assert browser.get(url_of(submitted)).status_code == 404
    for action in (*ACTIONS, "retirer"):
        assert browser.post(url_of(submitted, action), read(submitted, reason="Non")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


def test_author_colleague_and_learner_decide_nothing(client_of, submitted, animator, colleague, epm):
    for person in (animator, colleague, LearnerFactory(epm=epm).member):
        browser = client_of(person)
        assert browser.get(url_of(submitted)).status_code == 404
        for action in ACTIONS:
            assert browser.post(url_of(submitted, action), read(submitted, reason="Oui")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


def test_visitor_is_led_to_the_login(client, submitted):
    assert client.post(url_of(submitted, "publier")).status_code == 302
    assert state_of(submitted) is SheetState.SUBMITTED


def test_territorial_animator_does_not_publish_her_own(reviewer, territorial, epm):
    own = SubmittedFactory(epm=epm, author=territorial)
    assert "une autre personne, ou la coordination, la publiera" in reviewer.get(url_of(own)).content.decode()
    assert reviewer.post(url_of(own, "publier"), read(own)).status_code == 404
    assert state_of(own) is SheetState.SUBMITTED


def test_publishing(reviewer, client, submitted, animator):
    response = reviewer.post(url_of(submitted, "publier"), read(submitted), follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        f"La fiche «\u00a0{submitted.draft_title}\u00a0» est publiée. Son auteur reçoit une alerte."
    ]
    assert client.get(submitted.get_absolute_url()).status_code == 200
    assert animator.notices.count() == 1


def test_asking_for_changes(reviewer, submitted, animator):
    response = reviewer.post(url_of(submitted, "demander-des-modifications"), read(submitted, reason="Une pause."))
    assert response.url == QUEUE
    assert WorkshopPage.objects.get(pk=submitted.pk).changes_asked == "Une pause."
    assert animator.notices.get().text.endswith("Une pause.")


def test_changes_need_a_reason(reviewer, submitted):
    response = reviewer.post(url_of(submitted, "demander-des-modifications"), read(submitted, reason=" "))
    assert (response.status_code, state_of(submitted)) == (200, SheetState.SUBMITTED)
    assert "Dites à l’auteur ce qu’il faudrait changer." in response.content.decode()


def test_version_that_was_not_read_is_not_published(reviewer, submitted, animator):
    stale = read(submitted)
    page = sheets.save_draft(
        page=submitted,
        by=animator,
        data=SheetContentFactory(title="Autre chose"),
        base_revision=submitted.latest_revision_id,
    )
    sheets.submit(page=page, by=animator)
    response = reviewer.post(url_of(submitted, "publier"), stale, follow=True)
    assert "Relisez-la avant de décider." in response.content.decode()
    assert state_of(submitted) is SheetState.SUBMITTED


def test_reason_is_not_lost_when_the_sheet_left_the_review(reviewer, submitted, animator):
    stale = read(submitted, reason="Une longue explication")
    sheets.save_draft(
        page=submitted,
        by=animator,
        data=SheetContentFactory(title="Autre chose"),
        base_revision=submitted.latest_revision_id,
    )
    text = reviewer.post(url_of(submitted, "demander-des-modifications"), stale).content.decode()
    assert "n’est plus en relecture" in text
    assert "<p>Une longue explication</p>" in text


def test_answer_without_the_version_that_was_read_is_refused(reviewer, submitted):
    assert reviewer.post(url_of(submitted, "publier")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


def test_sheet_out_of_review_is_shown_without_answers(reviewer, submitted, territorial):
    sheets.publish(page=submitted, by=territorial)
    text = reviewer.get(url_of(submitted)).content.decode()
    assert "n’est pas en relecture en ce moment" in text
    assert url_of(submitted, "publier") not in text


@pytest.mark.parametrize("action", [*ACTIONS, "retirer"])
def test_answers_are_actions_not_pages(reviewer, submitted, action):
    assert reviewer.get(url_of(submitted, action)).status_code == 405


def test_author_withdraws_her_sheet(client_of, client, animator, sheet):
    response = client_of(animator).post(url_of(sheet, "retirer"))
    assert response.url == url_of(sheet, "apercu")
    assert client.get(sheet.get_absolute_url()).status_code == 404


def test_withdrawing_twice_is_explained(client_of, animator, sheet):
    browser = client_of(animator)
    browser.post(url_of(sheet, "retirer"))
    response = browser.post(url_of(sheet, "retirer"), follow=True)
    assert "n’est déjà plus dans la bibliothèque" in response.content.decode()


def test_others_withdraw_nothing(client_of, sheet, colleague, stranger, other_territorial):
    for person in (colleague, stranger, other_territorial):
        assert client_of(person).post(url_of(sheet, "retirer")).status_code == 404
    assert state_of(sheet) is SheetState.PUBLISHED
