"""Indicators read today: the number of the page that each leads to, beside its target."""

from dataclasses import dataclass

from django.utils import timezone

from projets.portfolio.indicators.models import Indicator
from projets.portfolio.indicators.registry import AimedFigure, live_figures
from projets.portfolio.projects.models import Project
from reseau.permissions import is_coordinator


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """`url`: empty for a reader who may not open the page of the figure as the project reads it."""

    indicator: Indicator
    figure: AimedFigure
    value: int
    url: str

    @property
    def public_value(self) -> str:
        """The number as everybody may read it."""
        return self.figure.public_words(self.value)

    @property
    def is_reached(self) -> bool:
        return self.value >= self.indicator.target


def read_indicators(project: Project, user) -> list[IndicatorReading]:
    """Return the readings of a project. One query, and one for each figure; a figure that is gone is left out."""
    today, territories, figures = timezone.localdate(), project.all_territories, live_figures()
    may_open = is_coordinator(user) or (
        bool(territories) and {each.pk for each in territories} <= set(user.watched_territory_ids)
    )
    found = []
    for indicator in project.indicators.all():
        if figure := figures.get(indicator.figure):
            days = (territories, indicator.since, today)
            found.append(
                IndicatorReading(indicator, figure, figure.value(*days), figure.url(*days) if may_open else "")
            )
    return found
