"""The week of a place, printed for its door: public dates alone, on one sheet."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.week_calendar.papers import door_week
from reseau.calendar.week_calendar.periods import CalendarWeek
from tests.factories.formation import SessionFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.reseau.calendar.week_calendar.conftest import THURSDAY

pytestmark = pytest.mark.django_db


def printed(response) -> tuple[str, int]:
    """Text of the paper, with plain spaces, and its number of pages."""
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u2060", "").split()), len(reader.pages)


def test_sheet_has_what_everybody_may_see_whoever_prints_it(
    client, client_of, coordinator, epm, other_epm, meet, papers
):
    meet("Portes ouvertes", THURSDAY)
    meet("Entre nous", THURSDAY, audience=MeetingAudience.MEMBER)
    meet("Ailleurs", THURSDAY, epm=other_epm)
    SessionFactory(epm=epm)
    epm.opening_hours = 'Tu 14:00-18:00; PH off; 2026 Mar 13 off "congés"'
    epm.save()

    for browser in (client, client_of(coordinator)):
        response = browser.get(f"/agenda/semaine/{epm.slug}.pdf?date=2026-03-12")
        text, pages = printed(response)
        assert pages == 1
        assert text.count("14 h – 15 h Portes ouvertes") == 1
        assert [text.count(title) for title in ("Entre nous", "Ailleurs", "Jour Ouverture et dates")] == [0, 0, 1]
        assert [text.count(words) for words in ("Mardi 10 Ouvert 14 h – 18 h", "Vendredi 13 Fermé (congés)")] == [1, 1]
    (papers / "semaine-pour-la-porte.pdf").write_bytes(response.content)


def test_full_week_stays_on_one_sheet(client, epm):
    for rank in range(24):
        OpenWorkshopFactory(epm=epm, date=THURSDAY - timedelta(days=rank % 4), start=f"{8 + rank % 10:02d}:00")

    _, pages = printed(client.get(f"/agenda/semaine/{epm.slug}.pdf?date=2026-03-12"))

    assert pages == 1


def test_closed_place_has_no_sheet_and_odd_dates_print_this_week(client, epm):
    text, _ = printed(client.get(f"/agenda/semaine/{epm.slug}.pdf?date=2026-02-30"))
    assert text.count("Semaine du 2 au 8 mars 2026") == 1

    epm.is_open = False
    epm.save()
    assert client.get(f"/agenda/semaine/{epm.slug}.pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_sheet_do_not_grow(client, epm, meet, count, queries_of):
    for rank in range(count):
        meet(f"La {rank}", THURSDAY - timedelta(days=rank))

    assert queries_of(client, f"/agenda/semaine/{epm.slug}.pdf?date=2026-03-12") == 4


def test_same_week_gives_the_same_paper(epm):
    week = CalendarWeek.of(date(2026, 3, 12))

    assert door_week(epm, week).fingerprint == door_week(epm, week).fingerprint
    assert door_week(epm, week).fingerprint != door_week(epm, CalendarWeek.of(date(2026, 3, 19))).fingerprint
