"""Public dates as open data, and on the page of each place: what a visitor may see, nothing more."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from reseau.calendar.agenda.enums import MeetingAudience
from tests.factories.equipment import EquipmentFactory, LoanFactory
from tests.factories.formation import SessionFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.reseau.calendar.week_calendar.conftest import THURSDAY

pytestmark = pytest.mark.django_db
TABLE = "/donnees-ouvertes/dates/dates-du-reseau.csv"


def rows_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(response.content.decode())))


def test_table_has_what_everybody_may_see_whoever_asks(client, client_of, animator, epm, meet, other_epm, settings):
    meeting = meet("=Portes ouvertes")
    meet("Entre nous", audience=MeetingAudience.MEMBER)
    meet("Ailleurs", epm=None, elsewhere="Mairie de Gramat")
    SessionFactory()
    LoanFactory(equipment=EquipmentFactory(epm=other_epm), epm=epm, start=THURSDAY)
    epm.opening_hours = '2026 Mar 28-2026 Mar 29 off "congés"'
    epm.save()

    for browser in (client, client_of(animator)):
        first, elsewhere, closing = rows_of(browser.get(TABLE))
        assert first == {
            "identifiant": f"meeting-{meeting.pk}",
            "sorte": "reunion",
            "titre": "'=Portes ouvertes",
            "debut": "2026-03-12T14:00:00+01:00",
            "fin": "2026-03-12T15:00:00+01:00",
            "journee_entiere": "false",
            "id_lieu": epm.slug,
            "lieu": "EPM de Gramat",
            "adresse": "",
            "lien": f"{settings.ORIGIN}{meeting.get_absolute_url()}",
            "modifie_le": "2026-03-02T09:00:00+00:00",
        }
        assert (elsewhere["id_lieu"], elsewhere["lieu"]) == ("", "Mairie de Gramat")
        assert [closing[name] for name in ("debut", "fin", "journee_entiere")] == ["2026-03-28", "2026-03-29", "true"]


def test_schema_describes_the_table(client, meet):
    meet("Portes ouvertes")

    schema = client.get("/donnees-ouvertes/dates/schema.json").json()

    (row,) = rows_of(client.get(TABLE))
    assert [field["name"] for field in schema["fields"]] == list(row)
    assert row["sorte"] in schema["fields"][1]["constraints"]["enum"]
    assert [bool(row[field["name"]]) for field in schema["fields"] if field["constraints"]["required"]] == [True] * 8


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_table_do_not_grow(client, epm, meet, count, queries_of):
    for rank in range(count):
        meet(f"La {rank}", THURSDAY + timedelta(days=rank))

    assert queries_of(client, TABLE) == 4


def test_page_of_open_data_leads_to_the_dates(client):
    page = client.get("/annuaire/donnees/").content.decode()

    assert [page.count(f'href="{path}"') for path in (TABLE, "/donnees-ouvertes/dates/schema.json")] == [1, 1]


def test_page_of_a_place_counts_its_public_dates_day_by_day(client, client_of, animator, epm, other_epm, meet):
    meet("Portes ouvertes")
    meet("Entre nous", audience=MeetingAudience.MEMBER)
    meet("Ailleurs", epm=other_epm)
    meet("Bien plus tard", THURSDAY + timedelta(days=30))
    OpenWorkshopFactory(epm=epm, date=THURSDAY)
    epm.opening_hours = "2026 Mar 13-2026 Mar 14 off"
    epm.save()
    day = f"/agenda/jour/?date=2026-03-12&amp;territoire={epm.commune.territory.slug}&amp;epm={epm.slug}"

    for browser in (client, client_of(animator)):
        page = browser.get(epm.get_absolute_url()).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
        assert page.count(f'href="{day}"') == 1
        assert page.count("1 atelier, 1 réunion</p>") == 1
        assert page.count("1 fermeture</p>") == 2
    assert page.count(f'href="/agenda/semaine/{epm.slug}.pdf?date=2026-03-02"') == 1


def test_closed_place_has_no_calendar_on_its_page(client_of, animator, epm):
    epm.is_open = False
    epm.save()

    page = client_of(animator).get(epm.get_absolute_url())

    assert page.content.decode().count('id="calendrier"') == 0


def test_last_days_are_those_of_the_two_weeks(client, epm, meet):
    meet("La dernière", date(2026, 3, 15))
    meet("La suivante", date(2026, 3, 16))

    page = client.get(epm.get_absolute_url()).content.decode()

    assert [page.count(f"date=2026-03-{day}&amp;") for day in (15, 16)] == [1, 0]
