"""How long a question waits for its first answer: the median of working days, by month and territory.

A median of fewer than five questions is hidden, for it would say who is slow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from b2i.people.anonymity import FEW, SMALLEST_GROUP
from extranet.dashboards.steering.figures.forums import AnsweredQuestions
from extranet.dashboards.steering.scope import Scope
from forums.threads.clock.delays import delay_in_words
from reseau.places.models.commune import Territory

WHOLE, NONE = "Ensemble", "–"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A row of the table: a month, or None for the whole period, and the delay in each column."""

    month: date | None
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """`headline`: the median of the whole, in words; `columns`: territories, then the whole."""

    headline: str
    count: int
    columns: Sequence[str]
    lines: Sequence[MonthLine]


def answer_times(scope: Scope, territories: Sequence[Territory]) -> AnswerTimes | None:
    """Return the table of the questions asked in the period and answered since; None without any. One query.

    `territories`: those that the reader may see; a question belongs to that of its forum or of whoever asked.
    """
    watches = AnsweredQuestions().rows(scope).order_by()
    rows = [
        (timezone.localdate(created).replace(day=1), territory, minutes)
        for created, territory, minutes in watches.values_list("topic__created", "territory", "answer_minutes")
    ]
    if not rows:
        return None
    shown = [one for one in territories if scope.territories is None or one in scope.territories]
    columns = [one.pk for one in shown] if len(shown) > 1 else []
    months = [*scope.period.months, None]
    lines = [MonthLine(month, [_cell(rows, month, column) for column in (*columns, None)]) for month in months]
    return AnswerTimes(
        headline=_cell(rows, None, None),
        count=len(rows),
        columns=[*(one.name for one in shown if columns), WHOLE],
        # A month without a median to show tells nothing.
        lines=[line for line in lines if line.month is None or set(line.cells) - {NONE, FEW}],
    )


def _cell(rows: Sequence[tuple[date, int | None, int]], month: date | None, territory: int | None) -> str:
    """Return the median of a month and a territory, None standing for all of them."""
    minutes = [delay for when, where, delay in rows if month in (None, when) and territory in (None, where)]
    if not minutes:
        return NONE
    return FEW if len(minutes) < SMALLEST_GROUP else delay_in_words(round(median(minutes)))
