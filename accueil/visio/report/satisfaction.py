"""What people said of interviews: rates with how many said so, by place and by partner, never of a group under five.

Both tables add the same opinions in two ways, so that a difference between them may show a small group: the table of
places less the one of partners. `shown_parts` hides what would.

A rate adds « oui » and « plutôt oui » and divides by the opinions received, as the history of the network gives « those
who answered, satisfied with the welcome »: a question of one mind, without a middle.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Value

from accueil.visio.appointments.enums import FAVOURABLE, OpinionQuestion
from accueil.visio.opinions.models import OpinionMonth, columns
from accueil.visio.report.small_groups import shown_parts
from b2i.people.anonymity import MASKED
from questionnaires.answers.intervals import interval_in_words, wilson_interval
from reseau.texts.wording import percent_in_words

# From so many opinions, a tenth of a percent means something.
ENOUGH_FOR_TENTHS = 200


@dataclass(frozen=True, slots=True)
class OpinionCount:
    """`received` opinions, of which how many are favourable to each question."""

    received: int = 0
    welcome: int = 0
    expectations: int = 0

    def __add__(self, other: "OpinionCount") -> "OpinionCount":
        return OpinionCount(
            self.received + other.received, self.welcome + other.welcome, self.expectations + other.expectations
        )

    def favourable(self, question: OpinionQuestion) -> int:
        return getattr(self, question.value)

    def rate(self, question: OpinionQuestion) -> str:
        """« 94 % », « 98,9 % »; « – » without opinions."""
        if not self.received:
            return "–"
        decimals = 1 if self.received >= ENOUGH_FOR_TENTHS else 0
        return percent_in_words(self.favourable(question) / self.received, decimals=decimals)

    def interval(self, question: OpinionQuestion) -> str:
        """« entre 91 et 99 % », for 95 %."""
        if not self.received:
            return "–"
        return interval_in_words(wilson_interval(self.favourable(question) / self.received, self.received))


@dataclass(frozen=True, slots=True)
class InterviewSatisfaction:
    """`total`: None if it is of one to four people. By key of a place, of a partner: None if it is hidden."""

    total: OpinionCount | None
    by_place: Mapping[int, OpinionCount | None]
    by_partner: Mapping[int, OpinionCount | None]


def hidden_row() -> tuple[str, ...]:
    """Return the cells of a row that is not shown: its number, then a rate and an interval for each question."""
    return (MASKED,) * (1 + 2 * len(OpinionQuestion))


def read_satisfaction(*spans: tuple[datetime.date, datetime.date]) -> list[InterviewSatisfaction]:
    """Return the rates of each span, of the whole network: the months from its first day up to its end. One query.

    Months alone: the opinions of a month come together, so that nobody reads the answer of the last person.
    """
    first, end = min(span[0] for span in spans), max(span[1] for span in spans)
    rows = OpinionMonth.objects.filter(month__gte=first, month__lt=end, received__gt=0).order_by()
    favourable = [sum((F(name) for name in columns(question, *FAVOURABLE)), Value(0)) for question in OpinionQuestion]
    months = list(rows.values_list("epm", "partner", "month", "received", *favourable))
    return [satisfaction_of(_added(row for row in months if start <= row[2] < stop)) for start, stop in spans]


def _added(months: Iterable[tuple]) -> dict[tuple[int, int], OpinionCount]:
    """Return the opinions of each place and partner."""
    cells: dict[tuple[int, int], OpinionCount] = {}
    for epm, partner, _, *numbers in months:
        cells[epm, partner] = cells.get((epm, partner), OpinionCount()) + OpinionCount(*numbers)
    return cells


def satisfaction_of(cells: Mapping[tuple[int, int], OpinionCount]) -> InterviewSatisfaction:
    """Return the rates of opinions by (place, partner), small groups hidden."""
    shown = shown_parts({key: count.received for key, count in cells.items()})
    by_place: dict[int, OpinionCount] = {}
    by_partner: dict[int, OpinionCount] = {}
    for (epm, partner), count in cells.items():
        by_place[epm] = by_place.get(epm, OpinionCount()) + count
        by_partner[partner] = by_partner.get(partner, OpinionCount()) + count
    total = sum(cells.values(), OpinionCount())
    return InterviewSatisfaction(
        total if shown.has_total else None,
        {key: count if key in shown.rows else None for key, count in by_place.items()},
        {key: count if key in shown.columns else None for key, count in by_partner.items()},
    )
