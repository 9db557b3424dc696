"""Numbers about people, masked so that no group under five is visible, directly or by subtraction.

A table has rows (EPM) in sections (territories), a total by section and a grand total. A cell about one to four people
is hidden. Since a total would reveal it, other cells of the section are hidden too, the smallest first, until the
hidden cells cover five people. If that is not enough, the section is hidden with its total; then the total of another
section, with as few of its rows as it takes; then the grand total. Nothing else is hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_GROUP = 5
FEW, MASKED = "moins de 5", "masqué"

# Sizes of the groups that a cell reveals; two numbers for « 3 sur 7 », which reveals the four others too.
People = tuple[int, ...]


def masked_count(count: int) -> str:
    """Return the number as a page shows it: « moins de 5 » for 1 to 4. Zero is shown, as it reveals nobody.

    For a number of its own; those of a table are hidden together by `hidden_cells`.
    """
    return FEW if 0 < count < SMALLEST_GROUP else str(count)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hidden parts: keys of rows, keys of sections whose total is hidden, whether the grand total is hidden."""

    rows: frozenset
    sections: frozenset
    total: bool


def hidden_cells(sections: Mapping[object, Mapping[object, People]]) -> Hidden:
    """Return what to hide in one column, given section → row → group sizes. No two sections share a row."""
    rows, small_sections = set(), set()
    for section, cells in sections.items():
        hidden_rows = _until_large(cells, {row for row, people in cells.items() if _is_small(people)})
        if _is_small(_sum(cells[row] for row in hidden_rows)):
            small_sections.add(section)
            hidden_rows = {row for row in cells if any(cells[row])}
        rows |= hidden_rows
    sums = {section: _sum(cells.values()) for section, cells in sections.items()}
    hidden_sections = _until_large(sums, small_sections)
    for section in sorted(hidden_sections - small_sections, key=lambda section: sums[section]):
        rows |= _rows_for_a_hidden_total(sections, section, hidden_sections, rows)
    is_total_hidden = _is_small(_sum(sums[section] for section in hidden_sections))
    return Hidden(frozenset(rows), frozenset(hidden_sections), total=is_total_hidden)


def _rows_for_a_hidden_total(sections, section, hidden_sections: set, rows: set) -> set:
    """Return rows of `section` to hide, the smallest first, so that they do not give its total away.

    The grand total reveals the sum of the hidden sections, hence that of their hidden rows: it must be large.
    """
    cells, added_rows = sections[section], set()
    visible_rows = sorted((row for row in cells if row not in rows and any(cells[row])), key=lambda row: cells[row])
    for row in visible_rows:
        hidden_rows = rows | added_rows
        hidden = [sections[each][key] for each in hidden_sections for key in sections[each] if key in hidden_rows]
        if not hidden_rows.isdisjoint(cells) and not _is_small(_sum(hidden)):
            break
        added_rows.add(row)
    return added_rows


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
