"""Review pages: the queue, the page of a review, and users without access."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.authoring.publication import services as publication
from ressources.review.versions.base_version import BaseVersion
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SubmittedFactory

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


def test_queue_lists_the_watched_territories(client_of, reviewer, submitted, other_epm, coordinator, draft, sheet):
    cahors_sheet = SubmittedFactory(epm=other_epm)
    assert list(reviewer.get(QUEUE).context["sheets"]) == [submitted.sheet_ptr]
    assert list(client_of(coordinator).get(QUEUE).context["sheets"]) == [submitted.sheet_ptr, cahors_sheet.sheet_ptr]


def test_empty_queue_says_so(reviewer):
    assert "Aucune fiche n’attend de relecture" in reviewer.get(QUEUE).content.decode()


def test_queue_is_for_reviewers(client, client_of, animator, epm, departed):
    people = (animator, LearnerFactory(epm=epm).member)
    assert [client_of(person).get(QUEUE).status_code for person in people] == [404, 404]
    assert client.get(QUEUE).status_code == 302
    assert client_of(departed).get(QUEUE).status_code == 302


def test_queue_uses_the_same_queries_for_one_and_three(reviewer, epm):
    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            reviewer.get(QUEUE)
        return len(captured_queries)

    SubmittedFactory(epm=epm)
    count_queries()
    query_count = count_queries()
    SubmittedFactory(epm=epm)
    SubmittedFactory(epm=epm)
    assert count_queries() == query_count <= 8


def test_reviewer_reads_the_submitted_version(reviewer, submitted):
    text = reviewer.get(url_of(submitted)).content.decode()
    assert f"<h1>{submitted.draft_title}</h1>" in text
    assert text.count(f'name="revision" value="{BaseVersion.latest_of(submitted)}"') == 1


def test_territorial_animator_of_another_territory_sees_no_review(client_of, other_territorial, submitted):
    browser = client_of(other_territorial)
    assert browser.get(url_of(submitted)).status_code == 404
    for action in (*ACTIONS, "retirer"):
        assert browser.post(url_of(submitted, action), decision_data(submitted, reason="Non")).status_code == 404
    assert state_of(submitted) is SheetState.SUBMITTED


def test_visitor_is_redirected_to_login(client, submitted):
    assert client.post(url_of(submitted, "publier")).status_code == 302
    assert state_of(submitted) is SheetState.SUBMITTED


def test_sheet_out_of_review_is_shown_without_answers(reviewer, submitted, territorial):
    publication.publish(page=submitted, by=territorial)
    text = reviewer.get(url_of(submitted)).content.decode()
    assert "n’est pas en relecture en ce moment" in text
    assert url_of(submitted, "publier") not in text
