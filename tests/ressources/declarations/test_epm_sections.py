"""Sections of the page of an EPM: its sheets, the workshops run there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.authoring.upkeep.services import mark_obsolete
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


def test_page_of_an_epm_shows_visible_sheets(client, client_of, stranger, sheet, member_sheet, draft, other_epm):
    SheetFactory(epm=other_epm, data__title="Fiche d’ailleurs")
    url = sheet.epm.get_absolute_url()
    public, member = client.get(url).content.decode(), client_of(stranger).get(url).content.decode()
    assert [title in public for title in (sheet.title, member_sheet.title, draft.draft_title, "ailleurs")] == [
        True,
        False,
        False,
        False,
    ]
    assert member_sheet.title in member


def test_page_of_an_epm_without_sheets_has_no_section(client, epm, draft):
    assert "Fiches de cet EPM" not in client.get(epm.get_absolute_url()).content.decode()


@pytest.fixture
def october():
    with freeze_time("2026-10-05 12:00"):
        yield


def test_activity_of_an_epm_is_public_and_its_sheets_are_for_members(
    october, client, client_of, stranger, other_epm, sheet, member_sheet, epm, animator
):
    older = SheetFactory(epm=epm, data__title="Vieille fiche", published_at="2024-03-12T09:00:00Z")
    DeliveryFactory(sheet=older, epm=other_epm, date=date(2024, 12, 31))
    DeliveryFactory(sheet=older, epm=other_epm, date=date(2025, 1, 1), headcount=4)
    for day in (1, 2):
        DeliveryFactory(sheet=member_sheet, epm=other_epm, date=date(2026, 9, day), headcount=5, to_mend="Un secret.")
    obsolete = SheetFactory(epm=epm, data__title="Fiche obsolète")
    DeliveryFactory(sheet=obsolete, epm=other_epm, headcount=1)
    mark_obsolete(page=obsolete, by=animator, reason="Trop ancienne.")
    DeliveryFactory(sheet=sheet, epm=epm)

    url, learner = other_epm.get_absolute_url(), LearnerFactory(epm=other_epm).member
    *public, member = (reader.get(url).content.decode() for reader in (client, client_of(learner), client_of(stranger)))

    figures = ("2026\u00a0: <b>3 ateliers</b>, 11 participations", "2025\u00a0: <b>1 atelier</b>, 4 participations")
    assert [[words in page for words in (*figures, "2024")] for page in (*public, member)] == [[True, True, False]] * 3
    contents = (f"{member_sheet.title}</a>", "Vieille fiche</a>", "Fiche obsolète", f"{sheet.title}</a>", "Un secret.")
    assert [[words in page for words in contents] for page in public] == [[False] * 5] * 2
    assert [words in member for words in contents] == [True, True, False, False, False]
    assert member.index(member_sheet.title) < member.index("Vieille fiche")


def test_epm_without_deliveries_has_no_section(october, client, sheet, other_epm, epm):
    DeliveryFactory(sheet=sheet, epm=other_epm)
    assert "Ateliers animés ici" not in client.get(epm.get_absolute_url()).content.decode()


def test_activity_uses_the_same_queries_for_one_and_three_workshops(october, client_of, stranger, other_epm, epm):
    client, url = client_of(stranger), other_epm.get_absolute_url()

    def count_queries() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured_queries:
            assert client.get(url).status_code == 200
        return len(captured_queries)

    DeliveryFactory(sheet=SheetFactory(epm=epm), epm=other_epm)
    query_count = count_queries()
    for _ in range(2):
        DeliveryFactory(sheet=SheetFactory(epm=epm), epm=other_epm)
    # What a place offers, its rooms, pictures, labels, equipment, loans, visits, desks, seats and tickets
    # are tables of their own; its calendar reads what is kept for all places.
    assert count_queries() == query_count <= 22
