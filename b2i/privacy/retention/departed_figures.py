"""Figures of destroyed records: completed years, groups of five or more."""

from dataclasses import dataclass

from b2i.people.anonymity import FEW, SMALLEST_GROUP, masked_count
from b2i.privacy.retention.models import DepartedTally


@dataclass(frozen=True, slots=True)
class DepartedRow:
    """A row of the figures, as shown."""

    year: int
    place: str
    domain: str
    learners: str
    practised: str
    validated: str


def departed_figures(*, before: int) -> list[DepartedRow]:
    """Return the figures of years before `before`: in the current year, one erasure would reveal one person."""
    tallies = DepartedTally.objects.filter(year__lt=before).select_related("epm", "territory", "domain")
    return [_row(tally) for tally in tallies]


def _row(tally: DepartedTally) -> DepartedRow:
    is_small = tally.learners < SMALLEST_GROUP
    figures = [FEW if is_small else masked_count(count) for count in (tally.learners, tally.practised, tally.validated)]
    return DepartedRow(tally.year, tally.place, str(tally.domain), *figures)
