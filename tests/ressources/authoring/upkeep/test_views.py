"""The upkeep of a sheet in the browser: visibility of the mark, confirmation, choice of the day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.sheets import sheet_journal
from ressources.sheets.models.workshop import WorkshopPage
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
MARK = "À relire</span>"
DAY = "2027-09-12 12:00"


def url(name: str, sheet) -> str:
    return reverse(f"ressources:{name}", args=[sheet.pk])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def today():
    """A day on which the sheets of the tests are due."""
    with freeze_time(DAY):
        yield


@pytest.mark.parametrize("address", ["/ressources/", None])
def test_mark_is_for_members_only(today, client, client_of, sheet, animator, stranger, epm, address):
    address = address or sheet.get_absolute_url()
    learner = LearnerFactory(epm=epm).member
    mark_flags = [MARK in text(reader.get(address)) for reader in map(client_of, (animator, stranger, learner))]
    assert [*mark_flags, MARK in text(client.get(address))] == [True, True, False, False]


def test_fresh_sheet_has_no_mark(client_of, sheet, animator):
    with freeze_time("2027-09-10 12:00"):
        for address in ("/ressources/", sheet.get_absolute_url(), "/ressources/mes-fiches/"):
            assert MARK not in text(client_of(animator).get(address))


def test_confirmation_is_offered_only_to_editors(today, client_of, sheet, animator, colleague, territorial, epm):
    button_flags = [
        "Toujours valable" in text(client_of(member).get(sheet.get_absolute_url()))
        for member in (animator, territorial, colleague)
    ]
    assert button_flags == [True, True, False]


def test_author_confirms_a_sheet(today, client_of, sheet, animator):
    response = client_of(animator).post(url("confirm_valid", sheet), follow=True)
    assert response.redirect_chain == [(sheet.get_absolute_url(), 302)]
    assert (MARK in text(response), "sera à relire le mardi 13 mars 2029" in text(response)) == (False, True)


def test_page_says_when_its_facts_were_last_found_true(today, client_of, sheet, animator):
    client = client_of(animator)
    client.post(url("upkeep", sheet), {"due": "2028-01-01"})
    assert "faits vérifiés" not in text(client.get(sheet.get_absolute_url()))

    client.post(url("confirm_valid", sheet))
    client.post(url("upkeep", sheet), {"due": "2028-01-01"})

    assert "faits vérifiés le dimanche 12 septembre 2027" in text(client.get(sheet.get_absolute_url()))
    assert "Faits vérifiés le dimanche 12 septembre 2027" in text(client.get(url("upkeep", sheet)))


def test_upkeep_is_404_for_others(client, client_of, sheet, draft, animator, colleague, other_territorial, epm):
    learner = LearnerFactory(epm=epm).member
    for reader in map(client_of, (colleague, other_territorial, learner)):
        assert reader.get(url("upkeep", sheet)).status_code == 404
        assert reader.post(url("confirm_valid", sheet)).status_code == 404
        assert reader.post(url("upkeep", sheet), {"due": "2028-01-01"}).status_code == 404
    assert client.get(url("upkeep", sheet)).status_code == 302
    assert client_of(animator).get(url("upkeep", draft)).status_code == 404
    assert client_of(animator).get(url("confirm_valid", sheet)).status_code == 405
    assert sheet_journal.entries_of(sheet).count() == 0


def test_reviewer_chooses_a_day_and_it_is_logged(client_of, sheet, territorial):
    with freeze_time("2027-01-05 12:00"):
        response = client_of(territorial).post(url("upkeep", sheet), {"due": "2027-12-31"}, follow=True)
    assert f"À relire le vendredi 31 décembre 2027, par {territorial}" in text(response)
    assert str(WorkshopPage.objects.get(pk=sheet.pk).due_on) == "2027-12-31"


@pytest.mark.parametrize("day", ["", "demain", "2020-01-01", "2099-01-01"])
def test_invalid_day_is_explained_beside_the_field(client_of, sheet, animator, day):
    response = client_of(animator).post(url("upkeep", sheet), {"due": day})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["due"])
    assert sheet_journal.entries_of(sheet).count() == 0


def facet(response) -> dict[str, int]:
    facets = [facet for facet in response.context["facets"] if facet.name == "fraicheur"]
    return {value.label: value.count for facet in facets for value in facet.values}


def test_authors_and_reviewers_filter_their_due_sheets(
    today, client, client_of, epm, other_epm, sheet, animator, colleague, territorial, coordinator
):
    foreign_sheet = SheetFactory(epm=other_epm)
    due_url = "/ressources/?fraicheur=a-relire"
    for member, titles in {
        animator: {sheet.title},
        territorial: {sheet.title},
        coordinator: {sheet.title, foreign_sheet.title},
    }.items():
        response = client_of(member).get(due_url)
        assert {row.title for row in response.context["page_obj"]} == titles
        assert facet(response) == {"À relire par moi": len(titles)}
    assert facet(client_of(colleague).get("/ressources/")) == {}
    response = client.get(due_url)
    assert (facet(response), response.context["total"]) == ({}, 2)


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


@pytest.mark.parametrize("address", ["/ressources/", "/ressources/?fraicheur=a-relire", "/ressources/mes-fiches/"])
def test_lists_use_the_same_queries_for_one_and_three_due_sheets(today, client_of, epm, animator, address):
    SheetFactory(epm=epm, author=animator)
    client = client_of(animator)
    before = count_queries(client, address)
    SheetFactory.create_batch(2, epm=epm, author=animator)
    assert count_queries(client, address) == before


def test_mark_costs_a_sheet_no_query(client_of, sheet, stranger):
    with freeze_time("2027-01-01 12:00"):
        query_count = count_queries(client_of(stranger), sheet.get_absolute_url())
    with freeze_time(DAY):
        assert count_queries(client_of(stranger), sheet.get_absolute_url()) == query_count
