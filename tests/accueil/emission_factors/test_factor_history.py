"""Which version of the factor counts on a day, and the CO2 that it gives."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.models import EmissionFactor
from tests.factories.accueil import EmissionFactorFactory

DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))


def version(key: int, start: date, grams: int = 200) -> EmissionFactor:
    return EmissionFactor(pk=key, grams=Decimal(grams), applies_from=start, source="Un essai", method="Un essai")


@pytest.mark.django_db
def test_later_version_of_a_month_counts_and_months_before_keep_theirs(django_assert_num_queries):
    old = EmissionFactorFactory(grams=200, applies_from=date(2020, 1, 1))
    EmissionFactorFactory(grams=150, applies_from=date(2026, 3, 1))
    corrected = EmissionFactorFactory(grams=180, applies_from=date(2026, 3, 1))

    with django_assert_num_queries(1):
        history = FactorHistory.read()

    assert history.in_force(date(2019, 12, 31)) is None
    assert history.in_force(date(2026, 2, 28)) == old
    assert history.in_force(date(2026, 3, 1)) == corrected
    assert history.used_between(date(2026, 1, 1), date(2026, 12, 31)) == [corrected, old]
    assert history.used_between(date(2026, 4, 1), date(2026, 4, 30)) == [corrected]


def test_kilograms_by_hand():
    history = FactorHistory((version(2, date(2026, 3, 1), 180), version(1, date(2020, 1, 1), 200)))

    assert history.kilograms(50, date(2026, 2, 1)) == pytest.approx(10)
    assert history.kilograms(50, date(2026, 3, 31)) == pytest.approx(9)
    assert history.kilograms(50, date(2019, 1, 1)) is None
    assert history.kilograms(0, date(2019, 1, 1)) == 0


@given(st.lists(DAYS, max_size=6), DAYS)
def test_version_in_force_is_the_last_recorded_of_the_latest_start(starts, day):
    versions = [version(key, start.replace(day=1)) for key, start in enumerate(starts)]
    history = FactorHistory(tuple(sorted(versions, key=lambda each: (each.applies_from, each.pk), reverse=True)))

    found = history.in_force(day)

    begun = [each for each in versions if each.applies_from <= day]
    assert (found is None) == (not begun)
    if found:
        latest = max(each.applies_from for each in begun)
        assert (found.applies_from, found.pk) == (latest, max(each.pk for each in begun if each.applies_from == latest))


@given(st.lists(DAYS, max_size=6), DAYS, st.integers(0, 900))
def test_versions_of_a_period_are_those_of_its_days(starts, first, length):
    versions = [version(key, start.replace(day=1)) for key, start in enumerate(starts)]
    history = FactorHistory(tuple(sorted(versions, key=lambda each: (each.applies_from, each.pk), reverse=True)))
    last = first + timedelta(days=length)

    days = (first + timedelta(days=rank) for rank in range(length + 1))
    expected = {found.pk for day in days if (found := history.in_force(day))}
    assert {each.pk for each in history.used_between(first, last)} == expected
