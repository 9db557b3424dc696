"""k-anonymity: how many people share each set of traits by which somebody could be recognised.

Source: L. Sweeney, “k-anonymity: a model for protecting privacy”, International Journal of Uncertainty, Fuzziness and
Knowledge-Based Systems 10 (5), 2002. A missing answer is a trait like another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True)
class AnonymityCheck:
    """`smallest`: people of the smallest group, None of an empty table; `alone`: rows in groups under the size wanted.

    `without`: column → such rows if it were left out.
    """

    columns: tuple[str, ...]
    wanted: int
    rows: int
    smallest: int | None
    alone: int
    without: Mapping[str, int]

    @property
    def holds(self) -> bool:
        return self.alone == 0

    @property
    def left(self) -> int:
        """Rows that stay if those in too small groups are suppressed."""
        return self.rows - self.alone


def check_anonymity(rows: Sequence[Row], columns: Sequence[str], *, wanted: int) -> AnonymityCheck:
    """Count the groups of people whom these columns do not tell apart."""
    sizes = _group_sizes(rows, columns)
    without = {
        name: _in_small_groups(_group_sizes(rows, [each for each in columns if each != name]), wanted)
        for name in columns
    }
    smallest = min(sizes.values(), default=None)
    return AnonymityCheck(tuple(columns), wanted, len(rows), smallest, _in_small_groups(sizes, wanted), without)


def suppress_small_groups(rows: Sequence[Row], columns: Sequence[str], *, wanted: int) -> list[Row]:
    """Return the rows whose group has `wanted` people or more, in order."""
    sizes = _group_sizes(rows, columns)
    return [row for row in rows if sizes[_traits(row, columns)] >= wanted]


def _traits(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in columns)


def _group_sizes(rows: Sequence[Row], columns: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(_traits(row, columns) for row in rows)


def _in_small_groups(sizes: Counter[tuple[str, ...]], wanted: int) -> int:
    return sum(size for size in sizes.values() if size < wanted)
