"""Kilometres: participants from far, and totals of a year."""

import datetime

import pytest
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.proof.travel.kilometres import (
    TerritoryTravel,
    YearOfTravel,
    travel_by_territory,
    travel_of,
    travellers,
    year_of_travel,
)
from formation.sessions.enums import PlaceKind
from reseau.places.models.commune import Territory
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.reseau import EPMFactory, PositionFactory

DAY = datetime.date(2026, 3, 12)


@pytest.fixture
def distant_epm(cahors):
    """An EPM of Cahors, a third of a degree south of the room: 37 km as the crow flies, 48 by road."""
    return EPMFactory(name="EPM de Luzech", commune__name="Luzech", commune__territory=cahors, latitude=44.78 - 1 / 3)


@pytest.fixture
def attend_days():
    """`attend_days(session, member, dates)`: present at closed half-days on these dates."""

    def attend(session, member):
        enrolment = EnrolmentFactory(session=session, member=member)
        for half_day in session.half_days.all():
            half_day.closed_at = timezone.now()
            half_day.save()
            Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True)

    return attend


def test_travellers_are_sorted_farthest_first(training, epm, distant_epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[DAY])
    visitor = PositionFactory(epm=distant_epm).member
    enrolments = [EnrolmentFactory(session=session, member=member) for member in (animator, visitor)]

    traveller_list = travellers(session, enrolments, DAY)

    assert [
        (traveller.member, traveller.start, traveller.kilometres, traveller.is_far) for traveller in traveller_list
    ] == [
        (visitor, "EPM de Luzech", 48, True),
        (animator, "EPM de Gramat", 0, False),
    ]


def test_position_on_the_day_counts_not_the_present_one(training, epm, distant_epm, animator):
    animator.positions.update(start=datetime.date(2026, 6, 1))
    PositionFactory(member=animator, epm=distant_epm, start=datetime.date(2020, 1, 1), end=datetime.date(2026, 5, 31))
    session = SessionFactory(training=training, epm=epm, dates=[DAY])

    assert travellers(session, [EnrolmentFactory(session=session, member=animator)], DAY)[0].kilometres == 48


def test_remote_session_and_member_without_epm_have_no_travel(training, epm, animator, coordinator):
    remote = SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE, dates=[DAY])
    session = SessionFactory(training=training, epm=epm, dates=[DAY])

    assert travellers(remote, [EnrolmentFactory(session=remote, member=animator)], DAY) == []
    assert travellers(session, [EnrolmentFactory(session=session, member=coordinator)], DAY) == []


def test_year_counts_round_trips_of_days_attended(training, epm, distant_epm, attend_days, cahors):
    visitor = PositionFactory(epm=distant_epm).member
    attend_days(SessionFactory(training=training, epm=epm, dates=[DAY, DAY + datetime.timedelta(days=1)]), visitor)
    attend_days(SessionFactory(training=training, epm=epm, dates=[datetime.date(2025, 3, 12)]), visitor)

    [travel] = year_of_travel(2026)

    assert (travel.member_id, travel.territory_id, travel.days, round(travel.kilometres)) == (
        visitor.pk,
        cahors.pk,
        2,
        193,
    )


def test_main_position_of_the_day_counts_once(training, epm, distant_epm, attend_days):
    """Somebody who works in two places starts from that of their main role, then from the oldest."""
    visitor = PositionFactory(epm=distant_epm, start=datetime.date(2020, 1, 1)).member
    PositionFactory(member=visitor, epm=epm, start=datetime.date(2021, 1, 1))
    attend_days(SessionFactory(training=training, epm=epm, dates=[DAY]), visitor)

    [travel] = year_of_travel(2026)

    assert (travel.days, round(travel.kilometres)) == (1, 96)


def test_morning_and_afternoon_are_one_drive(training, epm, distant_epm, attend_days):
    visitor = PositionFactory(epm=distant_epm).member
    session = SessionFactory(training=training, epm=epm, dates=[DAY])
    session.half_days.create(date=DAY, part="afternoon", start=datetime.time(14), end=datetime.time(17))
    attend_days(session, visitor)

    [travel] = year_of_travel(2026)

    assert (travel.days, round(travel.kilometres)) == (1, 96)


def test_absence_and_open_attendance_do_not_count(training, epm, animator):
    session = SessionFactory(training=training, epm=epm, dates=[DAY])
    enrolment = EnrolmentFactory(session=session, member=animator)
    Attendance.objects.create(half_day=session.half_days.get(), enrolment=enrolment, is_present=True)

    assert year_of_travel(2026) == []


def test_remote_session_adds_no_kilometre(training, animator, attend_days):
    attend_days(SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE, dates=[DAY]), animator)

    assert year_of_travel(2026) == []


def test_own_travel_is_by_year_and_excludes_others(training, epm, distant_epm, animator, attend_days):
    visitor = PositionFactory(epm=distant_epm).member
    attend_days(SessionFactory(training=training, epm=epm, dates=[DAY]), animator)
    for date in (datetime.date(2024, 5, 7), DAY):
        attend_days(SessionFactory(training=training, epm=epm, dates=[date]), visitor)

    assert [(year, travel.days, round(travel.kilometres)) for year, travel in travel_of(visitor)] == [
        (2026, 1, 96),
        (2024, 1, 96),
    ]


def test_query_count_is_constant(training, epm, distant_epm, attend_days, django_assert_num_queries):
    for _ in range(3):
        attend_days(SessionFactory(training=training, epm=epm, dates=[DAY]), PositionFactory(epm=distant_epm).member)
    with django_assert_num_queries(1):
        year_of_travel(2026)


def test_territories_have_a_total_and_a_median(figeac, cahors):
    travels = [YearOfTravel(number, cahors.pk, kilometres) for number, kilometres in enumerate((10, 20, 90))]

    assert travel_by_territory(travels, Territory.objects.all()) == [
        TerritoryTravel(cahors, people=3, total=120, median=20),
        TerritoryTravel(figeac, people=0, total=0, median=0),
    ]
