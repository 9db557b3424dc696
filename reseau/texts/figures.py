"""A figure: a number that pages show, with the words that say what it counts, the same wherever it is shown.

Beside each definition stands the one QuerySet verb that counts it. `extranet/dashboards/home`, the lists, the boards
and the reports take both from there: two pages cannot tell two numbers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """`singular` and `plural` follow the number; `meaning` is the sentence that a page prints beside it."""

    singular: str
    plural: str
    meaning: str

    def words(self, count: int) -> str:
        """« livret ouvert », « livrets ouverts »: what follows the number."""
        return self.plural if count > 1 else self.singular
