"""Figures that show no group under five people, neither by themselves nor by a difference between those shown.

A table has rows (EPM) in sections (territories), a total for each section and one for all. A cell that tells of one to
four people is hidden. A total would give it back: then other cells of its section are hidden too, the smallest first,
until what is hidden there tells of five people at least; where that is not enough, the whole section goes, its total
included, and if need be another section with it, or the total of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from b2i.anonymity import SMALLEST_GROUP

# How many people a cell tells of; two numbers where it also tells how many are not (« 3 sur 7 » tells of four as well).
People = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is not shown: rows by their key, totals of sections by theirs, the total of all."""

    rows: frozenset
    sections: frozenset
    total: bool


def hidden_cells(sections: Mapping[object, Mapping[object, People]]) -> Hidden:
    """For one column: section → row → people told of."""
    rows: set = set()
    gone: set = set()
    for section, cells in sections.items():
        hidden = _hidden_rows(cells)
        if _is_small(_sum(cells[row] for row in hidden)):
            gone.add(section)
            hidden = {row for row in cells if any(cells[row])}
        rows |= hidden
    sums = {section: _sum(cells.values()) for section, cells in sections.items()}
    gone = _until_large(sums, gone)
    rows |= {row for section in gone for row, people in sections[section].items() if any(people)}
    return Hidden(frozenset(rows), frozenset(gone), total=_is_small(_sum(sums[section] for section in gone)))


def _hidden_rows(cells: Mapping[object, People]) -> set:
    return _until_large(cells, {row for row, people in cells.items() if _is_small(people)})


def _until_large(cells: Mapping[object, People], hidden: set) -> set:
    """Adds the smallest of the others while the sum of what is hidden tells of too few."""
    hidden = set(hidden)
    others = sorted((row for row in cells if row not in hidden and any(cells[row])), key=lambda row: cells[row])
    for row in others:
        if not _is_small(_sum(cells[key] for key in hidden)):
            break
        hidden.add(row)
    return hidden


def _is_small(people: People) -> bool:
    return any(0 < count < SMALLEST_GROUP for count in people)


def _sum(cells) -> People:
    return tuple(sum(counts) for counts in zip(*cells, strict=True))
