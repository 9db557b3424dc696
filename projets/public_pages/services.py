"""What the public reads of a chantier, chosen by the coordination: figures, projects, sums. Nothing until then."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.projects.models import Project
from projets.public_pages.models import ChantierFigure
from reseau.web.queries.row_locks import lock_row

MOST_PUBLIC_FIGURES = 3


@transaction.atomic
def show_figure(*, chantier: Chantier, figure: str, since: datetime.date) -> ChantierFigure:
    """Show a live figure. Raises ValidationError for an unknown or a shown one, a day to come, too many."""
    chantier = lock_row(Chantier.objects.all(), chantier.pk)
    if figure not in live_figures():
        raise ValidationError({"figure": "Choisissez un chiffre de la liste."})
    if since > timezone.localdate():
        raise ValidationError({"since": "On compte depuis aujourd’hui, ou depuis un jour passé."})
    if chantier.public_figures.count() >= MOST_PUBLIC_FIGURES:
        raise ValidationError(f"{MOST_PUBLIC_FIGURES} chiffres au plus\u00a0: retirez-en un d’abord.")
    shown = ChantierFigure(chantier=chantier, figure=figure, since=since)
    shown.full_clean()
    shown.save()
    return shown


@transaction.atomic
def hide_figure(*, shown: ChantierFigure) -> None:
    """Show a figure no more."""
    shown.delete()


@transaction.atomic
def show_sums(*, chantier: Chantier, is_shown: bool) -> None:
    """Show the sums granted by each funder to the projects of a chantier, or hide them."""
    chantier = lock_row(Chantier.objects.all(), chantier.pk)
    chantier.shows_sums = is_shown
    chantier.save(update_fields=["shows_sums"])


@transaction.atomic
def show_project(*, project: Project, is_shown: bool) -> None:
    """Show the title, the aim and the places of a project while it lives, or hide them."""
    project = lock_row(Project.objects.all(), project.pk)
    project.is_public = is_shown
    project.save(update_fields=["is_public", "changed"])
