"""Figures of the board that a project may aim at: those that hide no small group, and count no delay."""

import datetime
from collections.abc import Sequence

from extranet.dashboards.steering.figure import Figure
from extranet.dashboards.steering.figures.all_figures import FIGURES as FIGURES_OF_BOARD
from extranet.dashboards.steering.scope import Period, Scope
from projets.portfolio.indicators.registry import AimedFigure
from reseau.places.models.commune import Territory


class FigureOfBoard(AimedFigure):
    """A figure of the board, read with the scope of the address of its page."""

    def __init__(self, figure: Figure) -> None:
        self.figure, self.name = figure, figure.slug
        self.title, self.meaning = figure.title, figure.definition
        self.counts_people, self.is_dated = figure.counts_people, figure.is_dated

    def value(self, territories: Sequence[Territory], first: datetime.date, last: datetime.date) -> int:
        return self.figure.value(_scope(territories, first, last))

    def url(self, territories: Sequence[Territory], first: datetime.date, last: datetime.date) -> str:
        return self.figure.url(_scope(territories, first, last))


def _scope(territories: Sequence[Territory], first: datetime.date, last: datetime.date) -> Scope:
    return Scope(Period(first, last), tuple(territories) or None)


FIGURES = tuple(FigureOfBoard(each) for each in FIGURES_OF_BOARD.values() if not (each.is_masked or each.is_late))
