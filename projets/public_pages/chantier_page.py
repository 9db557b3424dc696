"""What visitors read of a chantier: live figures, published stories, projects that are shown, sums by funder."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import FundingLine
from projets.portfolio.funding.sums import sums_by
from projets.portfolio.indicators.registry import AimedFigure, live_figures
from projets.portfolio.projects.models import Project
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.texts.french_order import Folded
from reseau.texts.wording import euros_in_words
from reseau.web.queries.json_rows import JSONRows, instances_of_rows
from ressources.sheets.models.sheet import Sheet

STORIES_SHOWN = 6
# For everybody: a member reads on this page what a visitor does.
VISITOR = AnonymousUser()


@dataclass(frozen=True, slots=True)
class ChantierReading:
    """`shown`: the number, or « moins de 5 »."""

    figure: AimedFigure
    since: datetime.date
    shown: str


def figures_of(chantier: Chantier) -> list[ChantierReading]:
    """Return the figures in the whole network, read now. One query, and one for each; one that is gone is left out."""
    today, known, found = timezone.localdate(), live_figures(), []
    for each in chantier.public_figures.all():
        if figure := known.get(each.figure):
            shown = figure.public_words(figure.value((), each.since, today))
            found.append(ChantierReading(figure, each.since, shown))
    return found


def stories_of(chantier: Chantier) -> QuerySet[Sheet]:
    """Return the published stories of its projects, the latest first."""
    sheets = Sheet.objects.visible_to(VISITOR).in_use().filter(project_story__project__chantier=chantier)
    return sheets.select_related("epm").order_by("-first_published_at", "-pk")


@dataclass(frozen=True, slots=True)
class ShownProject:
    """`territories`: those that it names, shown where it has no place."""

    project: Project
    places: list[EPM]
    territories: list[str]


def projects_of(chantier: Chantier) -> list[ShownProject]:
    """Return the projects that are shown, by title. One query, since the page has several others."""
    places = EPM.objects.filter(projects=OuterRef("pk")).order_by("search_name", "pk")
    territories = Territory.objects.filter(projects=OuterRef("pk")).order_by(Folded("name"))
    projects = Project.objects.shown_to_all().filter(chantier=chantier).order_by(Folded("title"), "pk")
    projects = projects.annotate(
        place_rows=JSONRows(places, "id", "name", "slug"), territory_rows=JSONRows(territories, "name")
    )
    return [
        ShownProject(each, instances_of_rows(EPM, each.place_rows), [row["name"] for row in each.territory_rows])
        for each in projects
    ]


def sums_granted_to(chantier: Chantier) -> list[tuple[str, str]]:
    """Return (funder, sum) with the amendments, by name; nothing unless the coordination shows them."""
    if not chantier.shows_sums:
        return []
    lines = FundingLine.objects.filter(project__chantier=chantier, kind__in=(LineKind.GRANTED, LineKind.AMENDED))
    sums = sums_by(lines, "funder__name")
    shown = [(name, euros_in_words(each.granted)) for (name,), each in sums.items() if each.granted > 0]
    return sorted(shown, key=lambda row: fold(row[0]))
