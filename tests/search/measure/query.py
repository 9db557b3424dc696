"""A query of the measure, and the place of its answer on a page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasuredQuery:
    """`wanted`: ids of documents, any of which answers; `family`: the way in which the words stray."""

    family: str
    text: str
    wanted: frozenset[str]

    def rank_in(self, page: Sequence[str]) -> int:
        """Return the place of the first answer, from 1 on; 0 if the page has none."""
        return next((place for place, identity in enumerate(page, start=1) if identity in self.wanted), 0)
