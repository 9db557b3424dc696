"""The yearly promise: setting how many half-days of training the département aims at, and with how much money."""

from decimal import Decimal

from django.db import transaction

from formation.planning.models.plan import AnnualPlan


@transaction.atomic
def set_target(*, year: int, target: int, **others: int | Decimal | None) -> AnnualPlan:
    """Promises `target` half-days for `year`; `others`: budget, voices that are enough, euros for a kilometre."""
    plan, _ = AnnualPlan.objects.update_or_create(year=year, defaults={"target": target, **others})
    return plan
