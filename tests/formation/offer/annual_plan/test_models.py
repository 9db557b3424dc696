"""The yearly promise."""

from formation.offer.annual_plan.models import AnnualPlan
from tests.factories.formation import AnnualPlanFactory


def test_year_without_plan_has_default_target_and_saves_nothing(db):
    plan = AnnualPlan.objects.of_year(2026)

    assert (plan.year, plan.target) == (2026, 32)
    assert not AnnualPlan.objects.exists()


def test_year_with_plan_has_its_own_target(db):
    AnnualPlanFactory(year=2026, target=20)

    assert AnnualPlan.objects.of_year(2026).target == 20
    assert AnnualPlan.objects.of_year(2027).target == 32
