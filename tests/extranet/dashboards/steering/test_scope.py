"""Periods: their days, their months, their names."""

import datetime

import pytest

from extranet.dashboards.steering.comparison import Change
from extranet.dashboards.steering.scope import Period, last_twelve_months, month_of, whole_year
from tests.clock import freeze_time


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("today", "first"), [("2026-11-27", "2025-12-01"), ("2026-12-31", "2026-01-01"), ("2026-01-01", "2025-02-01")]
)
def test_last_twelve_months_end_today(today, first):
    period = last_twelve_months(day(today))

    assert period == Period(day(first), day(today))
    assert len(period.months) == 12


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-12-01", "2026-11-27", "décembre 2025 à novembre 2026"),
        ("2026-02-01", "2026-02-28", "février 2026"),
        ("2026-02-03", "2026-02-28", "du 3 février 2026 au 28 février 2026"),
        ("2026-02-01", "2026-02-20", "du 1er février 2026 au 20 février 2026"),
    ],
)
@freeze_time("2026-11-27 12:00")
def test_period_is_named(first, last, words):
    assert str(Period(day(first), day(last))) == words


def test_year_before_the_29th_of_february_ends_on_the_28th():
    assert Period(day("2028-01-01"), day("2028-02-29")).a_year_before == Period(day("2027-01-01"), day("2027-02-28"))


def test_month_ends_on_its_last_day():
    assert month_of(day("2028-02-01")) == Period(day("2028-02-01"), day("2028-02-29"))
    assert whole_year(2026).months[11] == day("2026-12-01")


@pytest.mark.parametrize(
    ("now", "before", "words", "tone", "end"),
    [
        (117, 100, "+\u00a017\u00a0%", "good", "17\u00a0% de plus qu’un an avant"),
        (97, 100, "–\u00a03\u00a0%", "wait", "3\u00a0% de moins qu’un an avant"),
        (5, 2, "+\u00a03", "good", "3 de plus qu’un an avant"),
        (2, 2, "égal", "", "autant qu’un an avant"),
    ],
)
def test_change_is_a_percentage_only_of_enough(now, before, words, tone, end):
    change = Change(now, before)

    assert (change.words, change.tone, change.sentence_end) == (words, tone, end)
