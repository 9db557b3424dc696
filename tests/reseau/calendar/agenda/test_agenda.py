"""The agenda: each reader sees the dates of the objects that they may see, under a constant number of queries."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formation.sessions.enums import SessionStatus
from reseau.calendar.agenda.dates import Narrowing, entries_between, load
from reseau.calendar.agenda.enums import MeetingAudience
from reseau.calendar.agenda.month import Month, holidays_in_words, month_table
from reseau.calendar.agenda.registry import sources
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.formation import SessionFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.patrimoine import OutingFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _in_march():
    with freeze_time("2026-03-02 09:00"):
        yield


@pytest.fixture
def dates(epm, other_epm, figeac, cahors, coordinator):
    """One of each kind on one day: who may see it is in the name."""
    at = {"date": DAY, "by": coordinator}
    return {
        "public": MeetingFactory(title="Portes ouvertes", audience=MeetingAudience.PUBLIC, epm=epm, **at),
        "members": MeetingFactory(title="Point du réseau", **at),
        "figeac": MeetingFactory(title="Équipes", audience=MeetingAudience.TERRITORY, territory=figeac, **at),
        "cahors": MeetingFactory(title="Équipes", audience=MeetingAudience.TERRITORY, territory=cahors, **at),
        "workshop": OpenWorkshopFactory(epm=other_epm, date=DAY),
        "outing": OutingFactory(epm=other_epm, place__commune=other_epm.commune, day=DAY),
    }


def titles_seen(user) -> set[str]:
    return {f"{entry.kind}-{entry.key}" for entry in entries_between(user, DAY, DAY)}


def names(dates, *wanted) -> set[str]:
    kind = {"workshop": "atelier", "outing": "sortie"}
    return {f"{kind.get(name, 'reunion')}-{dates[name].pk}" for name in wanted}


def test_each_reader_sees_the_dates_of_what_they_may_see(dates, animator, stranger, coordinator, outsider, client):
    assert titles_seen(animator) == names(dates, "public", "members", "figeac", "workshop", "outing")
    assert titles_seen(stranger) == names(dates, "public", "members", "cahors", "workshop", "outing")
    assert titles_seen(coordinator) == names(dates, *dates)
    if outsider.is_active:  # a closed account opens no page
        assert titles_seen(outsider) == names(dates, "public", "workshop", "outing")
    page = client.get("/agenda/?mois=2026-03").content.decode()
    assert [page.count(words) >= 1 for words in ("Portes ouvertes", "Point du réseau", "Équipes")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("status", "seen"), [(SessionStatus.OPEN, True), (SessionStatus.DRAFT, False), (SessionStatus.CANCELLED, False)]
)
def test_only_announced_sessions_are_dates_and_for_members_alone(animator, coordinator, client, status, seen):
    session = SessionFactory(status=status)
    day = session.half_days.first().date
    for user in (animator, coordinator):
        kinds = {entry.kind for entry in entries_between(user, day, day)}
        assert kinds == ({"formation"} if seen else set())
    page = client.get("/agenda/", {"mois": f"{day:%Y-%m}"}).content.decode()
    assert page.count(session.training.title) == 0


def test_every_source_gives_the_object_behind_each_entry(dates, animator):
    entries = entries_between(animator, DAY, DAY)
    found = load(entries)
    assert [found[entry].key for entry in entries] == [entry.key for entry in entries]
    assert {date.day for date in found.values()} == {DAY}
    given = {
        "appel-a-mutualiser",
        "atelier",
        "comite-de-pilotage",
        "etape-de-projet",
        "fermeture",
        "formation",
        "pret",
        "rendez-vous-visio",
        "reunion",
        "sortie",
        "teletravail",
        "visio",
        "visite",
    }
    assert {source.kind for source in sources()} == given


def test_filters_narrow_by_kind_territory_and_epm(dates, animator, client_of, epm, figeac):
    entries = entries_between(animator, DAY, DAY)
    assert [entry.key for entry in entries if Narrowing(epm=epm.pk).keeps(entry)] == [dates["public"].pk]
    client = client_of(animator)
    page = client.get("/agenda/", {"mois": "2026-03", "territoire": figeac.slug})
    assert {date.title for date in page.context["dates"]()} == {"Portes ouvertes", "Équipes"}
    page = client.get("/agenda/", {"mois": "2026-03", "territoire": figeac.slug, "epm": epm.slug})
    assert {date.title for date in page.context["dates"]()} == {"Portes ouvertes"}
    page = client.get("/agenda/", {"mois": "2026-03", "genre": "atelier"})
    assert [date.source.kind for date in page.context["dates"]()] == ["atelier"]


def test_a_day_opens_its_dates_and_odd_addresses_show_the_month_of_today(dates, client):
    page = client.get("/agenda/?mois=2026-03&jour=12")
    assert page.context["title"] == "Jeudi 12 mars 2026"
    assert len(page.context["dates"]()) == 3
    for query in ("mois=2026-13", "mois=9999-01", "mois=mars", "mois=2026-03&jour=31&page=x", "mois=2026-02&jour=30"):
        response = client.get(f"/agenda/?{query}")
        assert response.status_code == 200
    assert client.get("/agenda/?mois=9999-01").context["month"] == Month(2026, 3)


def test_queries_and_bytes_do_not_grow_with_the_dates(client_of, animator, epm, coordinator):
    OpenWorkshopFactory(epm=epm, date=DAY)
    MeetingFactory(date=DAY, by=coordinator)
    SessionFactory()
    client = client_of(animator)
    address = "/agenda/?mois=2026-03"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for rank in range(12):
        OpenWorkshopFactory(epm=epm, date=DAY + timedelta(days=rank), start=time(9, rank))
        MeetingFactory(date=DAY + timedelta(days=rank), by=coordinator)
        MeetingFactory(date=DAY, by=coordinator, title=f"Une réunion au titre assez long, la {rank}")
    with CaptureQueriesContext(connection) as many:
        response = client.get(address)
    assert len(many) == len(few) <= 12
    assert len(response.content) < 30_000


def test_holidays_are_said_under_the_table():
    assert holidays_in_words(Month(2026, 12)) == [
        "Vendredi 25 décembre\u00a0: Noël",
        "Du 19 au 31 décembre\u00a0: vacances de Noël",
    ]


def test_month_has_neighbours_within_a_year():
    assert (Month(2026, 3).previous, Month(2026, 12).following) == (Month(2026, 2), Month(2027, 1))
    assert (Month(2025, 3).previous, Month(2027, 4).following) == (None, None)
    assert timezone.localdate() == date(2026, 3, 2)


def test_holidays_are_words_in_the_cells():
    december = {
        cell.day.day: cell.holiday
        for week in month_table(Month(2026, 12), [], {}, chosen=None)
        for cell in week
        if cell.is_in_month
    }

    assert [december[day] for day in (18, 19, 25, 31)] == [
        ("", ""),
        ("vacances de Noël", "vac."),
        ("Noël", "férié"),
        ("vacances de Noël", "vac."),
    ]


def test_day_of_another_month_says_no_holiday():
    (first_week, *_) = month_table(Month(2027, 1), [], {}, chosen=None)

    assert [(cell.day.day, cell.holiday) for cell in first_week[3:5]] == [
        (31, ("", "")),
        (1, ("Jour de l’an", "férié")),
    ]


def test_holidays_are_read_in_the_page_in_full_and_for_a_phone(client, db):
    page = client.get("/agenda/?mois=2026-12").content.decode()

    assert page.count('<span class="wide">Noël</span><abbr\nclass="tight" title="Noël">férié</abbr>') == 1
