"""Masking of a table so that no group under five appears, directly or by subtraction.

The table has rows (EPM) in sections (territories), a total by section and a grand total. A cell about one to four
people is hidden. Since a total would reveal it, other cells of the section are hidden too, the smallest first, until
the hidden cells cover five people. If that is not enough, the whole section is hidden with its total, then another
section, then the grand total.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from b2i.anonymity import SMALLEST_GROUP

# Sizes of the groups that a cell reveals; two numbers for « 3 sur 7 », which reveals the four others too.
People = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hidden parts: keys of rows, keys of sections whose total is hidden, whether the grand total is hidden."""

    rows: frozenset
    sections: frozenset
    total: bool


def hidden_cells(sections: Mapping[object, Mapping[object, People]]) -> Hidden:
    """Return what to hide in one column, given section → row → group sizes."""
    rows: set = set()
    hidden_sections: set = set()
    for section, cells in sections.items():
        hidden_rows = _hidden_rows(cells)
        if _is_small(_sum(cells[row] for row in hidden_rows)):
            hidden_sections.add(section)
            hidden_rows = {row for row in cells if any(cells[row])}
        rows |= hidden_rows
    sums = {section: _sum(cells.values()) for section, cells in sections.items()}
    hidden_sections = _until_large(sums, hidden_sections)
    rows |= {row for section in hidden_sections for row, people in sections[section].items() if any(people)}
    is_total_hidden = _is_small(_sum(sums[section] for section in hidden_sections))
    return Hidden(frozenset(rows), frozenset(hidden_sections), total=is_total_hidden)


def _hidden_rows(cells: Mapping[object, People]) -> set:
    return _until_large(cells, {row for row, people in cells.items() if _is_small(people)})


def _until_large(cells: Mapping[object, People], hidden_keys: set) -> set:
    """Add the smallest other cells until the hidden cells cover enough people."""
    hidden_keys = set(hidden_keys)
    visible_keys = sorted(
        (key for key in cells if key not in hidden_keys and any(cells[key])), key=lambda key: cells[key]
    )
    for key in visible_keys:
        if not _is_small(_sum(cells[key] for key in hidden_keys)):
            break
        hidden_keys.add(key)
    return hidden_keys


def _is_small(people: People) -> bool:
    return any(0 < count < SMALLEST_GROUP for count in people)


def _sum(cells) -> People:
    return tuple(sum(counts) for counts in zip(*cells, strict=True))
