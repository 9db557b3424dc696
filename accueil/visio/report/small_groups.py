"""What two tables over the same people may show: rows, columns, their total, no difference of which is a small group.

People are in cells (row, column); one table adds them by row, the other by column. Each table alone is masked as
elsewhere (`b2i.people.anonymity`). Together they say more: the people of a row, less those of columns that are wholly
in it, are the rest of the row. Rows are hidden, the smallest first, until no such rest is of one to four people; what
is hidden is known as a whole, from the total.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from b2i.people.anonymity import SMALLEST_GROUP, hidden_cells

# Up to so many parts, every set of them is tried; beyond, those of one and two.
FEW_PARTS = 8

CellSizes = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class ShownParts:
    """Keys of the rows and of the columns that may be shown, and whether the total may."""

    rows: frozenset[int]
    columns: frozenset[int]
    has_total: bool


def shown_parts(cells: CellSizes) -> ShownParts:
    """Return what to show of both tables, given how many people each cell holds."""
    cells = {key: size for key, size in cells.items() if size}
    turned = {(column, row): size for (row, column), size in cells.items()}
    if 0 < sum(cells.values()) < SMALLEST_GROUP:
        return ShownParts(frozenset(), frozenset(), has_total=False)
    rows, columns = _shown_alone(cells), _shown_alone(turned)
    while True:
        if (row := _row_that_leaks(cells, rows, columns)) is not None:
            rows = _without(cells, rows, row)
        elif (column := _row_that_leaks(turned, columns, rows)) is not None:
            columns = _without(turned, columns, column)
        else:
            return ShownParts(frozenset(rows), frozenset(columns), has_total=True)


def _shown_alone(cells: CellSizes) -> set[int]:
    sizes = _sizes(cells)
    hidden = hidden_cells({"": {row: (size,) for row, size in sizes.items()}}).rows
    return set(sizes) - hidden


def _without(cells: CellSizes, rows: set[int], row: int) -> set[int]:
    """Hide a row, and another one if it would be alone: the total would give it away."""
    sizes = _sizes(cells)
    left = rows - {row}
    if len(sizes) - len(left) == 1 and left:
        left -= {min(left, key=lambda each: (sizes[each], each))}
    return left


def _row_that_leaks(cells: CellSizes, rows: set[int], columns: set[int]) -> int | None:
    """Return the smallest row of a set whose people, less those of columns wholly in it, are few.

    The rows that are hidden count as one, and so do the columns: the total says how many they are.
    """
    sizes, columns_of = _sizes(cells), _supports(cells, columns)
    hidden = frozenset(sizes) - rows
    parts = [frozenset({row}) for row in sorted(rows)] + ([hidden] if hidden else [])
    for group in _groups(parts):
        inside = frozenset(chain.from_iterable(group))
        rest = sum(sizes[row] for row in inside) - sum(size for support, size in columns_of if support <= inside)
        if 0 < rest < SMALLEST_GROUP:
            return min(inside & rows or rows, key=lambda row: (sizes[row], row))
    return None


def _groups(parts: Collection[frozenset[int]]) -> Iterator[tuple[frozenset[int], ...]]:
    most = len(parts) if len(parts) <= FEW_PARTS else 2
    return chain.from_iterable(combinations(parts, count) for count in range(1, most + 1))


def _sizes(cells: CellSizes) -> dict[int, int]:
    """Return the people of each row."""
    sizes: dict[int, int] = {}
    for (row, _), size in cells.items():
        sizes[row] = sizes.get(row, 0) + size
    return sizes


def _supports(cells: CellSizes, columns: set[int]) -> list[tuple[frozenset[int], int]]:
    """Return (rows where it has people, people) of each shown column, and of the hidden ones together."""
    rows_of: dict[int | None, set[int]] = {}
    people: dict[int | None, int] = {}
    for (row, column), size in cells.items():
        key = column if column in columns else None
        rows_of.setdefault(key, set()).add(row)
        people[key] = people.get(key, 0) + size
    return [(frozenset(rows_of[key]), people[key]) for key in rows_of]
