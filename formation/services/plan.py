"""The yearly promise: setting how many half-days of training the département aims at, and with how much money."""

from django.db import transaction

from formation.models import AnnualPlan


@transaction.atomic
def set_target(*, year: int, target: int, **others: int | None) -> AnnualPlan:
    """Promises `target` half-days for `year`; `others` are the budget in euros and the voices that are enough."""
    plan, _ = AnnualPlan.objects.update_or_create(year=year, defaults={"target": target, **others})
    return plan
