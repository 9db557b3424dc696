"""Use rate: half-days that were really lent, over the half-days from Monday to Saturday."""

import datetime

import pytest

from qualite.lending.enums import LoanState
from qualite.lending.loans.use_rate import use_rates
from tests.clock import freeze_time
from tests.factories.equipment import EquipmentFactory, LoanFactory

pytestmark = pytest.mark.django_db
# A Monday.
TODAY = datetime.date(2026, 3, 2)


@freeze_time("2026-03-02 10:00")
def test_rate_counts_what_left_and_no_sunday():
    kit = EquipmentFactory(entered_on=TODAY - datetime.timedelta(days=14))
    # From Saturday to Monday: the Sunday between is left out.
    LoanFactory(
        equipment=kit,
        start=datetime.date(2026, 2, 21),
        end=datetime.date(2026, 2, 23),
        state=LoanState.RETURNED,
    )
    LoanFactory(equipment=kit, start=datetime.date(2026, 2, 25))
    LoanFactory(equipment=kit, start=TODAY, state=LoanState.OUT)

    rate = use_rates([kit])[kit.pk]

    assert (rate.lent, rate.total, rate.percent) == (4, 24, 17)
    assert rate.words == "17 % (4 demi-journées sur 24)"


@freeze_time("2026-03-02 10:00")
def test_rate_of_a_year_at_most():
    kit = EquipmentFactory(entered_on=TODAY - datetime.timedelta(days=900))
    LoanFactory(equipment=kit, start=TODAY - datetime.timedelta(days=400), state=LoanState.RETURNED)

    assert (use_rates([kit])[kit.pk].lent, use_rates([kit])[kit.pk].total) == (0, 624)


@freeze_time("2026-03-02 10:00")
def test_new_equipment_has_no_rate_yet():
    kit = EquipmentFactory(entered_on=TODAY)

    assert use_rates([kit])[kit.pk].percent == 0
