"""What the coordination of the demo shows of chantiers: live figures, a project that runs, sums granted."""

import datetime

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.models.project import Project
from projets.public_pages.services import show_figure, show_project, show_sums

# Rank of the chantier, live figures.
FIGURES = {2: ("entretiens-visio",), 4: ("ateliers", "participations", "competences-validees")}


def build_public_pages(project: Project, *, since: datetime.date) -> None:
    """Show them with the services that pages call; the first chantier has nothing to show yet."""
    for chantier in Chantier.objects.filter(rank__in=FIGURES):
        for figure in FIGURES[chantier.rank]:
            show_figure(chantier=chantier, figure=figure, since=since)
    show_project(project=project, is_shown=True)
    show_sums(chantier=project.chantier, is_shown=True)
