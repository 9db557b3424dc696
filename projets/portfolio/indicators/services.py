"""Indicators of a project, added and removed: never more than a page reads at once."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.portfolio.indicators.models import Indicator
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.projects.models import Project
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

MOST_INDICATORS = 4


@transaction.atomic
def add_indicator(*, project: Project, figure: str, target: int, since: datetime.date, by: Member) -> Indicator:
    """Aim at a live figure. Raises ValidationError for an unknown or a followed one, a day to come, too many."""
    project = lock_row(Project.objects.all(), project.pk)
    if figure not in live_figures():
        raise ValidationError({"figure": "Choisissez un chiffre de la liste."})
    if since > timezone.localdate():
        raise ValidationError({"since": "On compte depuis aujourd’hui, ou depuis un jour passé."})
    if project.indicators.count() >= MOST_INDICATORS:
        raise ValidationError(f"Un projet suit {MOST_INDICATORS} chiffres au plus\u00a0: retirez-en un d’abord.")
    indicator = Indicator(project=project, figure=figure, target=target, since=since, noted_by=by)
    indicator.full_clean(exclude=["noted_by"])
    indicator.save()
    return indicator


@transaction.atomic
def remove_indicator(*, indicator: Indicator) -> None:
    """Follow a figure no more; the figure itself stays where it is."""
    indicator.delete()
