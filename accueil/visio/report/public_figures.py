"""Figures of video desks for visitors: the last twelve whole months of the network beside the twelve before.

Whole months alone, so that no figure of one day less that of another is a person; no group under five.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.models import EmissionFactor
from accueil.visio.partners.models import Partner
from accueil.visio.report.interview_cells import added_by, read_cells
from accueil.visio.report.interview_tally import InterviewTally
from accueil.visio.report.satisfaction import OpinionCount, read_satisfaction
from b2i.people.anonymity import MASKED, hidden_cells
from reseau.texts.wording import day_in_full

MONTHS = 12


def months_before(day: datetime.date, count: int) -> datetime.date:
    """Return the first day of the month that stands so many months before that of the day."""
    rank = day.year * 12 + day.month - 1 - count
    return datetime.date(rank // 12, rank % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """`partners`: name and interviews, in words; `opinions`: None under five. `places`: those with an interview."""

    first: datetime.date
    end: datetime.date
    total: InterviewTally
    before: InterviewTally
    places: int
    partners: tuple[tuple[str, str], ...]
    opinions: OpinionCount | None
    factors: tuple[EmissionFactor, ...]

    @property
    def words(self) -> str:
        """« décembre 2025 à novembre 2026 »."""
        last = self.end - datetime.timedelta(days=1)
        return f"{day_in_full(self.first, 'F Y')} à {day_in_full(last, 'F Y')}"

    @property
    def tonnes(self) -> float | None:
        kilograms = self.total.kilograms
        return None if kilograms is None else kilograms / 1_000


def public_figures(today: datetime.date) -> PublicFigures:
    """Return the figures. Five queries."""
    end = today.replace(day=1)
    first = months_before(end, MONTHS)
    history = FactorHistory.read()
    last = end - datetime.timedelta(days=1)
    both_years = read_cells((months_before(end, 2 * MONTHS), last), history=history)
    cells = {key: tally for key, tally in both_years.items() if key.month >= first}
    before = [tally for key, tally in both_years.items() if key.month < first]
    by_partner = {key: tally.seen for key, tally in added_by(cells, lambda key: key.partner).items() if tally.seen}
    return PublicFigures(
        first=first,
        end=end,
        total=InterviewTally.total(cells.values()),
        before=InterviewTally.total(before),
        places=len({key.epm for key, tally in cells.items() if tally.seen}),
        partners=_partner_rows(by_partner),
        opinions=read_satisfaction((first, end))[0].total,
        factors=tuple(history.used_between(first, last)),
    )


def _partner_rows(counts: Mapping[int, int]) -> tuple[tuple[str, str], ...]:
    """Return the interviews of each partner, the most first, small numbers and what would give them away hidden."""
    hidden = hidden_cells({"": {key: (count,) for key, count in counts.items()}}).rows
    names = dict(Partner.objects.filter(pk__in=counts).values_list("pk", "short_name"))
    order = sorted(counts, key=lambda key: (key in hidden, 0 if key in hidden else -counts[key], names[key]))
    return tuple((names[key], MASKED if key in hidden else str(counts[key])) for key in order)
