"""Setting the yearly promise."""

from formation.planning.models.plan import AnnualPlan
from formation.planning.services.target import set_target


def test_target_is_written_once_for_a_year(db):
    set_target(year=2026, target=20)
    set_target(year=2026, target=24)
    set_target(year=2027, target=32)

    assert list(AnnualPlan.objects.values_list("year", "target")) == [(2027, 32), (2026, 24)]
