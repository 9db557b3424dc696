"""Buttons that publish a sheet, ask for changes or withdraw it."""

import pytest

from ressources.authoring.publication import services as publication
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
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


def decision_data(page, **answer) -> dict:
    return {"revision": str(page.latest_revision_id)} | answer


def test_author_colleague_and_learner_cannot_decide(client_of, submitted, animator, colleague, epm):
    for person in (animator, colleague, LearnerFactory(epm=epm).member):
        browser = client_of(person)
        assert browser.get(url_of(submitted)).status_code == 404
        for action in ACTIONS:
            assert browser.post(url_of(submitted, action), decision_data(submitted, reason="Oui")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


def test_territorial_animator_cannot_publish_their_own_sheet(reviewer, territorial, epm):
    own_sheet = SubmittedFactory(epm=epm, author=territorial)
    assert "une autre personne, ou la coordination, la publiera" in reviewer.get(url_of(own_sheet)).content.decode()
    assert reviewer.post(url_of(own_sheet, "publier"), decision_data(own_sheet)).status_code == 404
    assert state_of(own_sheet) is SheetState.SUBMITTED


def test_reviewer_publishes_a_sheet(reviewer, client, submitted, animator):
    response = reviewer.post(url_of(submitted, "publier"), decision_data(submitted), follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        f"La fiche «\u00a0{submitted.draft_title}\u00a0» est publiée. Son auteur reçoit une alerte."
    ]
    assert client.get(submitted.get_absolute_url()).status_code == 200
    assert animator.notices.count() == 1


def test_reviewer_asks_for_changes(reviewer, submitted, animator):
    response = reviewer.post(
        url_of(submitted, "demander-des-modifications"), decision_data(submitted, reason="Une pause.")
    )
    assert response.url == QUEUE
    assert WorkshopPage.objects.get(pk=submitted.pk).changes_asked == "Une pause."
    assert animator.notices.get().text.endswith("Une pause.")


def test_request_for_changes_needs_a_reason(reviewer, submitted):
    response = reviewer.post(url_of(submitted, "demander-des-modifications"), decision_data(submitted, reason=" "))
    assert (response.status_code, state_of(submitted)) == (200, SheetState.SUBMITTED)
    assert "Dites à l’auteur ce qu’il faudrait changer, ici ou à côté" in response.content.decode()


def test_unread_version_is_not_published(reviewer, submitted, animator):
    stale_data = decision_data(submitted)
    page = drafts.save_draft(
        page=submitted,
        by=animator,
        data=SheetContentFactory(title="Autre chose"),
        base_revision=submitted.latest_revision_id,
    )
    publication.submit(page=page, by=animator)
    response = reviewer.post(url_of(submitted, "publier"), stale_data, follow=True)
    assert "Relisez-la avant de décider." in response.content.decode()
    assert state_of(submitted) is SheetState.SUBMITTED


def test_reason_is_kept_when_the_sheet_left_the_review(reviewer, submitted, animator):
    stale_data = decision_data(submitted, reason="Une longue explication")
    drafts.save_draft(
        page=submitted,
        by=animator,
        data=SheetContentFactory(title="Autre chose"),
        base_revision=submitted.latest_revision_id,
    )
    text = reviewer.post(url_of(submitted, "demander-des-modifications"), stale_data).content.decode()
    assert "n’est plus en relecture" in text
    assert "<p>Une longue explication</p>" in text
    assert "qui n’a plus sa place ici" in text


def test_decision_without_the_read_version_is_refused(reviewer, submitted):
    assert reviewer.post(url_of(submitted, "publier")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


@pytest.mark.parametrize("action", [*ACTIONS, "retirer"])
def test_decisions_require_post(reviewer, submitted, action):
    assert reviewer.get(url_of(submitted, action)).status_code == 405


def test_author_withdraws_their_sheet(client_of, client, animator, sheet):
    response = client_of(animator).post(url_of(sheet, "retirer"))
    assert response.url == url_of(sheet, "apercu")
    assert client.get(sheet.get_absolute_url()).status_code == 404


def test_withdrawing_twice_is_explained(client_of, animator, sheet):
    browser = client_of(animator)
    browser.post(url_of(sheet, "retirer"))
    response = browser.post(url_of(sheet, "retirer"), follow=True)
    assert "n’est déjà plus dans la bibliothèque" in response.content.decode()


def test_other_members_cannot_withdraw(client_of, sheet, colleague, stranger, other_territorial):
    for person in (colleague, stranger, other_territorial):
        assert client_of(person).post(url_of(sheet, "retirer")).status_code == 404
    assert state_of(sheet) is SheetState.PUBLISHED
