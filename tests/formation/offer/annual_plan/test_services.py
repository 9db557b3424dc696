"""Setting the yearly promise."""

from formation.offer.annual_plan.models import AnnualPlan
from formation.offer.annual_plan.services import set_target


def test_target_set_twice_updates_the_same_plan(db):
    set_target(year=2026, target=20)
    set_target(year=2026, target=24)
    set_target(year=2027, target=32)

    assert list(AnnualPlan.objects.values_list("year", "target")) == [(2027, 32), (2026, 24)]
