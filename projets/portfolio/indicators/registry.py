"""Live figures that a project may aim at: listed in the module `declarations.indicator_figures` of apps, as `FIGURES`.

A figure is read by the function of the page that shows it, for the same territories and the same days.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache

from b2i.people.anonymity import masked_count
from jobs.declared import declared
from reseau.places.models.commune import Territory


class AimedFigure(ABC):
    """`name` is stored and never changes; `title` is said before a number, `meaning` what it counts.

    `is_dated`: counts what happened since a day, not what is there today. `counts_people`: visitors read no number of
    it that is under five.
    """

    name: str
    title: str
    meaning: str
    counts_people = False
    is_dated = True

    @abstractmethod
    def value(self, territories: Sequence[Territory], first: datetime.date, last: datetime.date) -> int:
        """Return the number, in these territories or in the whole network, both days included. One query."""

    @abstractmethod
    def url(self, territories: Sequence[Territory], first: datetime.date, last: datetime.date) -> str:
        """Return the page that shows this number."""

    def public_words(self, value: int) -> str:
        """Return the number as visitors read it: « moins de 5 » for a small group."""
        return masked_count(value) if self.counts_people else str(value)


@cache
def live_figures() -> dict[str, AimedFigure]:
    """Return the figures by name, in the order of their apps."""
    return {figure.name: figure for figure in declared("indicator_figures", "FIGURES")}
