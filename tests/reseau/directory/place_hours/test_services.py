"""Hours of a place kept by its team: the week, exceptional days, checks, reports of visitors."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reseau.directory.place_hours.enums import WrongHours
from reseau.directory.place_hours.services import (
    announce_exception,
    confirm_record,
    keep_hours,
    refresh_all_intervals,
    report_wrong_hours,
    withdraw_exception,
)
from reseau.places.models.epm import EPM
from reseau.places.models.opening_interval import OpeningInterval
from reseau.places.opening_hours.evaluation import OpenState, open_intervals
from reseau.places.opening_hours.hours import ExceptionalHours, Hours
from reseau.places.opening_hours.time_ranges import TimeRange
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 12, 1, 15, tzinfo=timezone.get_default_timezone())  # a Tuesday
TODAY = NOW.date()
CLOSED_TODAY = ExceptionalHours(TODAY, TODAY)


@pytest.fixture(autouse=True)
def _tuesday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def reread(epm: EPM) -> EPM:
    return EPM.objects.get(pk=epm.pk)


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def test_kept_hours_count_as_checked_and_replace_those_written_by_hand(epm, animator):
    EPM.objects.update(former_hours="Mardi : 9 h – 12 h", opening_hours="", checked_on=None, doubted_on=days_ago(3))
    report = report_wrong_hours(epm=epm, problem=WrongHours.CLOSED)

    keep_hours(epm=epm, expression="Tu 14:00-18:00; PH off", note="le soir sur rendez-vous", by=animator)

    kept = reread(epm)
    assert (kept.opening_hours, kept.hours_note, kept.former_hours) == (
        "Tu 14:00-18:00; PH off",
        "le soir sur rendez-vous",
        "",
    )
    assert (kept.checked_on, kept.checked_by, kept.doubted_on, kept.updated_on) == (TODAY, animator, None, TODAY)
    assert kept.opening.state == OpenState.OPEN
    report.refresh_from_db()
    assert report.settled_on == TODAY


def test_unreadable_hours_are_refused_and_nothing_changes(epm, animator):
    with pytest.raises(ValidationError):
        keep_hours(epm=epm, expression="mardi matin", note="", by=animator)
    assert reread(epm).opening_hours == epm.opening_hours


def test_hours_too_long_for_the_record_are_refused(epm, animator):
    minutes = range(0, 1440, 20)
    week = tuple(tuple(TimeRange(each, each + 10) for each in minutes) for _day in range(7))
    expression = Hours(week).expression
    assert len(expression) > EPM._meta.get_field("opening_hours").max_length - 200

    with pytest.raises(ValidationError) as refusal:
        keep_hours(epm=epm, expression="; ".join([expression, "SH off", f"SH {expression}"]), note="", by=animator)

    assert refusal.value.messages == [
        "Ces horaires ont trop de plages pour une fiche\u00a0: réunissez celles qui se suivent."
    ]
    assert reread(epm).opening_hours == epm.opening_hours


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tu 14:00-18:00; PH off", "Tu 14:00-18:00; PH off; 2026 Dec 01 off"),
        ("Tu 14:00-18:00; 2026 Nov 02 off", "Tu 14:00-18:00; 2026 Dec 01 off"),
        ("Tu 14:00-18:00; 2026 Dec 01 15:00-16:00", "Tu 14:00-18:00; 2026 Dec 01 off"),
        ("24/7", "24/7; 2026 Dec 01 off"),
        ("24/7; 2026 Dec 01 15:00-16:00", "24/7; 2026 Dec 01 off"),
        ("", "unknown; 2026 Dec 01 off"),
    ],
)
def test_closure_is_announced_whatever_the_hours_are(epm, before, after):
    EPM.objects.update(opening_hours=before, checked_on=days_ago(10))

    announce_exception(epm=epm, exception=CLOSED_TODAY)

    kept = reread(epm)
    assert kept.opening_hours == after
    assert kept.opening.state == OpenState.CLOSED
    assert kept.checked_on == days_ago(10)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (2, 1, "Le dernier jour vient avant le premier."),
        (-3, -1, "Ces jours sont passés."),
        (1, 400, "Annoncez au plus un an à l’avance."),
    ],
)
def test_days_that_cannot_be_announced_are_refused(epm, first, last, message):
    days = [TODAY + datetime.timedelta(days=number) for number in (first, last)]
    with pytest.raises(ValidationError) as refusal:
        announce_exception(epm=epm, exception=ExceptionalHours(*days))
    assert refusal.value.messages == [message]


@pytest.mark.parametrize("hours", ["Tu 14:00-18:00; PH off", "week 2-52/2 Mo 10:00-12:00", ""])
def test_withdrawn_closure_gives_the_day_back_once_or_twice(epm, hours):
    EPM.objects.update(opening_hours=hours)
    announce_exception(epm=epm, exception=CLOSED_TODAY)

    for _ in range(2):
        withdraw_exception(epm=epm, first=TODAY, last=TODAY)

    assert reread(epm).opening_hours == hours


@pytest.mark.parametrize(
    ("age", "to_confirm", "state"),
    [
        (0, False, OpenState.OPEN),
        (90, False, OpenState.OPEN),
        (91, True, OpenState.OPEN),
        (180, True, OpenState.OPEN),
        (181, True, OpenState.UNKNOWN),
        (None, True, OpenState.UNKNOWN),
    ],
)
def test_hours_are_to_confirm_after_90_days_and_unknown_after_180(age, to_confirm, state):
    epm = EPMFactory(checked_on=None if age is None else days_ago(age))

    assert (epm.is_to_confirm, epm.opening.state) == (to_confirm, state)


def test_report_of_a_visitor_puts_hours_in_doubt_until_somebody_checks(epm, animator):
    report_wrong_hours(epm=epm, problem=WrongHours.OPEN, note="Samedi matin")
    assert (reread(epm).is_to_confirm, reread(epm).opening.state) == (True, OpenState.OPEN)

    confirm_record(epm=epm, by=animator)

    assert reread(epm).is_to_confirm is False
    assert epm.hours_reports.pending().count() == 0


def test_record_without_hours_cannot_be_confirmed(epm, animator):
    EPM.objects.update(opening_hours="")
    with pytest.raises(ValidationError):
        confirm_record(epm=epm, by=animator)


def test_place_closed_for_good_is_closed_at_any_hour(epm):
    epm.is_open = False
    assert epm.opening.state == OpenState.CLOSED


# The copy by which lists are narrowed


def test_copy_follows_each_change(epm, animator):
    keep_hours(epm=epm, expression="Tu 14:00-18:00", note="", by=animator)
    around_now = OpeningInterval.objects.around(NOW, NOW + datetime.timedelta(minutes=1))
    assert around_now.count() == 1

    announce_exception(epm=epm, exception=CLOSED_TODAY)
    assert around_now.count() == 0

    withdraw_exception(epm=epm, first=TODAY, last=TODAY)
    assert around_now.count() == 1


def test_night_job_makes_the_copy_again_with_the_days_that_have_come(epm, monkeypatch):
    EPM.objects.update(opening_hours="Mo 10:00-12:00")
    OpeningInterval.objects.create(epm=epm, opens=NOW, closes=NOW + datetime.timedelta(hours=1))

    assert refresh_all_intervals() == "6 ouvertures à venir"

    later = NOW + datetime.timedelta(days=7)
    monkeypatch.setattr(timezone, "now", lambda: later)
    refresh_all_intervals()
    assert OpeningInterval.objects.order_by("opens").last().opens.date() == datetime.date(2027, 1, 11)


ACTS = st.lists(
    st.one_of(
        st.sampled_from(["Mo-Fr 09:00-12:00; PH off", "Tu 14:00-18:00; SH off", "24/7", ""]),
        st.integers(0, 5),
        st.tuples(st.integers(0, 5)),
    ),
    max_size=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_copy_is_what_the_expression_says_after_any_acts(epm, animator, acts):
    keep_hours(epm=epm, expression="Tu 14:00-18:00", note="", by=animator)
    for act in acts:
        match act:
            case str():
                keep_hours(epm=epm, expression=act, note="", by=animator)
            case int():
                day = TODAY + datetime.timedelta(days=act)
                announce_exception(epm=epm, exception=ExceptionalHours(day, day, (TimeRange(600, 660),)))
            case (number,):
                day = TODAY + datetime.timedelta(days=number)
                withdraw_exception(epm=epm, first=day, last=day)

    yesterday, last = TODAY - datetime.timedelta(days=1), TODAY + datetime.timedelta(days=35)
    expected = list(open_intervals(reread(epm).opening_hours, yesterday, last))
    assert list(epm.intervals.order_by("opens").values_list("opens", "closes")) == expected
