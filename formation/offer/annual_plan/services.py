"""The yearly promise: set the target in half-days, and the budget."""

from decimal import Decimal

from django.db import transaction

from formation.offer.annual_plan.models import AnnualPlan


@transaction.atomic
def set_target(*, year: int, target: int, **others: int | Decimal | None) -> AnnualPlan:
    """Set the target of `year`, in half-days.

    `others`: `budget` in euros, `enough_voices`, `mileage_rate` in euros for a kilometre.
    """
    plan, _ = AnnualPlan.objects.update_or_create(year=year, defaults={"target": target, **others})
    return plan
