"""A kind of dates of which there are fifty thousand: counted by place and day, named in the calendar of one place."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jobs.declared import declared
from reseau.calendar.agenda.dates import entries_between
from reseau.calendar.agenda.lines import fold_groups
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource, Entry
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery
from tests.factories.reseau import CommuneFactory, EPMFactory
from tests.reseau.calendar.week_calendar.conftest import THURSDAY

PLACES, DAYS, EACH_DAY = 110, 30, 15


@pytest.fixture
def appointments(db, declare, epm):
    """`appointments(epm, day, count)`: appointments from 9 o’clock, of a kind that members see and that is counted.

    They are stored as meetings that the agenda leaves out.
    """

    class AppointmentDates(AgendaSource):
        kind = "rendez-vous"
        label = label_plural = "Rendez-vous"
        model = Meeting
        end = "end"
        is_counted = True

        def visible_to(self, user):
            return Meeting.objects.filter(title="Rendez-vous") if is_network_member(user) else Meeting.objects.none()

        def with_joins(self, queryset):
            return queryset.with_place()

        def dates(self, rows) -> Iterator[AgendaDate]:
            for row in rows:
                yield AgendaDate(
                    self, "appointment", row.pk, row.begins_at, row.ends_at, row.title, row.place, "/", row.changed
                )

    def store(epm: EPM, day: date, count: int) -> None:
        Meeting.objects.bulk_create(appointments_of(epm, day, count), batch_size=5_000)

    declare("agenda_dates", SOURCES=(*declared("agenda_dates", "SOURCES"), AppointmentDates()))
    # Queries are compiled once an hour: with the kinds of then.
    CompiledQuery.forget_every_shape()
    yield store
    CompiledQuery.forget_every_shape()


def appointments_of(epm: EPM, day: date, count: int) -> list[Meeting]:
    fields = {"title": "Rendez-vous", "epm": epm, "date": day, "cancelled_at": timezone.now()}
    return [Meeting(start=time(9 + n % 9), end=time(10 + n % 9), **fields) for n in range(count)]


def listed(response) -> list[tuple[str, str, str]]:
    lines = response.context["dates"]()
    return [(line.title.replace("\u00a0", " "), line.when.replace("\u00a0", " "), line.place) for line in lines]


def test_day_is_counted_by_territory_then_by_place_then_named(
    appointments, client, client_of, animator, epm, other_epm, figeac
):
    near = EPMFactory(name="EPM de Capdenac", commune=CommuneFactory(territory=figeac))
    for place, count in ((epm, 12), (near, 3), (other_epm, 5)):
        appointments(place, THURSDAY, count)
    browser, day = client_of(animator), "/agenda/jour/?date=2026-03-12"

    assert listed(browser.get(day)) == [
        ("15 rendez-vous", "Jeudi 12 mars, à partir de 9 h", "Figeac"),
        ("5 rendez-vous", "Jeudi 12 mars, à partir de 9 h", "Cahors"),
    ]
    assert sorted(listed(browser.get(f"{day}&territoire={figeac.slug}"))) == [
        ("12 rendez-vous", "Jeudi 12 mars, à partir de 9 h", "EPM de Gramat"),
        ("3 rendez-vous", "Jeudi 12 mars, à partir de 9 h", "EPM de Capdenac"),
    ]
    of_place = browser.get(f"{day}&territoire={figeac.slug}&epm={epm.slug}")
    assert listed(of_place)[:1] == [("Rendez-vous", "Jeudi 12 mars, 9 h", "EPM de Gramat")]
    assert of_place.context["page_obj"].paginator.count == 12
    assert {place.name for place in of_place.context["epms"]()} == {"EPM de Gramat", "EPM de Capdenac"}
    assert listed(client.get(day)) == []


def test_line_of_a_group_opens_its_day(appointments, client_of, animator, epm, figeac):
    appointments(epm, THURSDAY, 3)
    browser = client_of(animator)

    (line,) = browser.get("/agenda/?mois=2026-03").context["dates"]()
    assert line.url == f"/agenda/jour/?date=2026-03-12&genre=rendez-vous&territoire={figeac.slug}"
    (line,) = browser.get(line.url).context["dates"]()
    assert line.url == f"/agenda/jour/?date=2026-03-12&genre=rendez-vous&territoire={figeac.slug}&epm={epm.slug}"
    assert len(browser.get(line.url).context["dates"]()) == 3


def test_tables_count_a_group_even_if_it_is_alone(appointments, client_of, animator, epm):
    appointments(epm, THURSDAY, 1)
    browser = client_of(animator)

    week = browser.get("/agenda/semaine/?date=2026-03-12").context["rows"]()
    (day,) = browser.get("/agenda/jour/?date=2026-03-12").context["rows"]()

    assert [[line.words for line in cell] for cell in week[3].cells] == [["1\u00a0rendez-vous"], [], []]
    assert (day.label, [line.words for line in day.lines]) == ("9\u00a0h", ["1\u00a0rendez-vous"])


def test_feed_of_one_place_alone_names_them(appointments, client_of, animator, epm, figeac):
    appointments(epm, THURSDAY, 3)
    browser = client_of(animator)
    browser.post("/agenda/calendrier/creer/")
    address = browser.get("/agenda/calendrier/").context["own_address"]

    counts = [
        browser.get(f"{address}{query}").content.count(b"BEGIN:VEVENT")
        for query in ("", f"?territoire={figeac.slug}", f"?territoire={figeac.slug}&epm={epm.slug}")
    ]

    assert counts == [0, 0, 3]


@pytest.mark.night("writes 50,000 dates; by day `test_queries_do_not_grow_with_the_dates` holds the queries")
def test_month_of_110_places_and_50_000_dates_stays_light(appointments, client_of, animator, coordinator, figeac, epm):
    communes = [epm.commune, *(CommuneFactory(territory=figeac) for _ in range(4))]
    places = [epm, *(EPMFactory(commune=communes[n % 5], name=f"EPM n° {n}") for n in range(1, PLACES))]
    for place in places:
        Meeting.objects.bulk_create(
            [each for n in range(DAYS) for each in appointments_of(place, date(2026, 3, 1) + timedelta(n), EACH_DAY)]
        )
    in_territory = f"&territoire={figeac.slug}"
    for user in (animator, coordinator):
        browser = client_of(user)
        for address in ("/agenda/?mois=2026-03", "/agenda/semaine/?date=2026-03-12", "/agenda/jour/?date=2026-03-12"):
            for query in ("", in_territory, f"{in_territory}&epm={epm.slug}"):
                with CaptureQueriesContext(connection) as captured:
                    response = browser.get(f"{address}{query}")
                assert len(captured) <= 12, address
                assert len(response.content) < 30_000, address

    entries = entries_between(animator, date(2026, 3, 1), date(2026, 3, 31))
    # Two groups a day: those of the morning, those of the afternoon.
    assert (len(entries), sum(entry.count for entry in entries)) == (2 * PLACES * DAYS, PLACES * DAYS * EACH_DAY)


groups = st.builds(
    Entry,
    kind=st.sampled_from(["rendez-vous", "poste"]),
    key=st.sampled_from([0, 0, 7]),
    day=st.sampled_from([THURSDAY, THURSDAY + timedelta(1)]),
    start=st.times(),
    territory=st.sampled_from([1, 2]),
    epm=st.integers(1, 4),
    last=st.just(THURSDAY + timedelta(1)),
    end=st.times(),
    count=st.integers(1, 50),
)


@given(st.lists(groups, max_size=30), st.booleans())
def test_folded_groups_count_the_same_dates_on_one_line_each(entries, by_territory):
    folded = fold_groups(entries, by_territory=by_territory)

    assert sum(entry.count for entry in folded) == sum(entry.count for entry in entries)
    lines = [(entry.kind, entry.day, entry.territory, entry.epm) for entry in folded if entry.is_group]
    assert len(lines) == len(set(lines))
    assert {line[3] for line in lines} <= ({None} if by_territory else {1, 2, 3, 4})
    assert [entry for entry in folded if not entry.is_group] == [entry for entry in entries if not entry.is_group]
