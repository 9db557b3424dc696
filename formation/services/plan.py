"""The yearly promise: setting how many half-days of training the département aims at."""

from django.db import transaction

from formation.models import AnnualPlan


@transaction.atomic
def set_target(*, year: int, target: int) -> AnnualPlan:
    """Promises `target` half-days for `year`."""
    plan, _ = AnnualPlan.objects.update_or_create(year=year, defaults={"target": target})
    return plan
