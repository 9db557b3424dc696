"""The number of learners by EPM, by territory and in the network, without names and masked.

A learner counts once, in the EPM that keeps their record, so that EPM add up to their territory, and territories to the
network. Those who follow a learner as well do not count them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from b2i.people.anonymity import MASKED, SMALLEST_GROUP, hidden_cells
from b2i.people.learners.models.learner import Learner
from reseau.texts.figures import FigureDefinition
from reseau.web.queries.cached_query import CachedQuery

FOLLOWED_LEARNERS = FigureDefinition(
    "personne suivie", "personnes suivies", "Une personne compte une fois, dans l’EPM qui tient son livret."
)
FOLLOWED_HERE = FigureDefinition(
    "personne suivie par mon EPM",
    "personnes suivies par mon EPM",
    "Son livret est tenu par votre EPM, ou ouvert à lui avec son accord\u00a0; sans ceux mis de côté.",
)


@dataclass(slots=True)
class LearnerCounts:
    """Numbers by key of EPM and of territory, and their total; None is masked."""

    epms: dict[int, int | None] = field(default_factory=dict)
    territories: dict[int, int | None] = field(default_factory=dict)
    total: int | None = 0

    def in_territories(self, territories) -> int | None:
        """Return the number of several territories; None if one of them is masked."""
        counts = [self.territories.get(territory, 0) for territory in territories]
        return None if None in counts else sum(counts)


NUMBERS_BY_EPM = CachedQuery(lambda: Learner.objects.numbers_by_epm())


def learner_counts() -> LearnerCounts:
    """Count the learners, masked on the whole table for every reader. One query."""
    numbers: dict[int, dict[int, int]] = defaultdict(dict)
    for territory, epm, number in NUMBERS_BY_EPM.rows():
        if number:
            numbers[territory][epm] = number
    hidden = hidden_cells({key: {epm: (number,) for epm, number in row.items()} for key, row in numbers.items()})
    totals = {territory: sum(row.values()) for territory, row in numbers.items()}
    return LearnerCounts(
        epms={epm: None if epm in hidden.rows else number for row in numbers.values() for epm, number in row.items()},
        territories={key: None if key in hidden.sections else number for key, number in totals.items()},
        total=None if hidden.total else sum(totals.values()),
    )


def shown_total(count: int) -> str:
    """Return the number of the whole network: it is hidden only if it is under five itself (`hidden_cells`)."""
    return shown(None if 0 < count < SMALLEST_GROUP else count)


def shown(count: int | None) -> str:
    return MASKED if count is None else str(count)
