"""Two questions crossed: numbers, shares of rows and of columns, and whether the differences may come from chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.design.variables.variable import Variable
from enquetes.findings.crossing.figure_cells import FigureCell
from enquetes.findings.crossing.masking import TOTAL, CountArc, hidden_keys, table_arcs
from enquetes.findings.crossing.populations import Population
from enquetes.findings.crossing.question_figures import OVER_A_HUNDRED
from enquetes.findings.crossing.significance import ChanceVerdict, Significance, compare
from enquetes.findings.crossing.weighted_counts import (
    NOBODY,
    WeightedCount,
    add_up,
    count_by_category,
    count_by_pair,
    count_people,
)

# Key of a category, or TOTAL.
Line = int | None
Counts = Mapping[tuple[Line, Line], WeightedCount]


@dataclass(frozen=True)
class CrossTable:
    """Those who answered two variables. `cells`: (key of the row, key of the column) → figures, totals at TOTAL.

    `significance`: of the whole; where a person may be in several rows, `row_significance` has that of each.
    """

    rows: Variable
    columns: Variable
    cells: Mapping[tuple[Line, Line], FigureCell]
    design_effect: float
    significance: Significance | None
    row_significance: Mapping[int, Significance]

    @property
    def row_lines(self) -> list[Line]:
        return [*self.rows.by_key, TOTAL]

    @property
    def column_lines(self) -> list[Line]:
        return [*self.columns.by_key, TOTAL]

    def lines(self) -> Iterator[tuple[str, list[FigureCell]]]:
        """Yield the words and the cells of each row, the totals last."""
        for row in self.row_lines:
            words = "Ensemble" if row is TOTAL else self.rows.by_key[row].wording
            yield words, [self.cells[row, column] for column in self.column_lines]

    @property
    def has_masked(self) -> bool:
        return any(cell.is_masked for cell in self.cells.values())

    @property
    def note(self) -> str:
        return OVER_A_HUNDRED if self.rows.is_several or self.columns.is_several else ""


def cross(rows: Variable, columns: Variable, population: Population, *, smallest: int = SMALLEST_GROUP) -> CrossTable:
    """Cross two variables. One query, three more where a person may be in several categories; others for filters."""
    counts = _counts(rows, columns, population)
    if population.shows_few(smallest):
        hidden = frozenset(product((*rows.by_key, TOTAL), (*columns.by_key, TOTAL)))
    else:
        hidden = hidden_keys(_parts(rows, columns, counts), smallest=smallest)
    cells = {
        (row, column): FigureCell(None)
        if (row, column) in hidden
        else FigureCell.of(
            counts[row, column],
            row=None if (row, TOTAL) in hidden else counts[row, TOTAL],
            column=None if (TOTAL, column) in hidden else counts[TOTAL, column],
        )
        for row, column in product((*rows.by_key, TOTAL), (*columns.by_key, TOTAL))
    }
    whole, by_row = _significance(rows, columns, counts)
    return CrossTable(rows, columns, cells, counts[TOTAL, TOTAL].design_effect, whole, by_row)


def _counts(rows: Variable, columns: Variable, population: Population) -> Counts:
    """Return the people in each cell, and in each total: a person in several categories counts once in a total."""
    pairs = count_by_pair(rows, columns, population)
    counts = {key: pairs.get(key, NOBODY) for key in product(rows.by_key, columns.by_key)}
    for one, other, place in ((rows, columns, 0), (columns, rows, 1)):
        if other.is_several:
            own = count_by_category(one, population, who_answered=other)
            totals = {key: own.get(key, NOBODY) for key in one.by_key}
        else:
            totals = {line: add_up(pairs[key] for key in pairs if key[place] == line) for line in one.by_key}
        counts |= {(line, TOTAL) if place == 0 else (TOTAL, line): count for line, count in totals.items()}
    if rows.is_several and columns.is_several:
        counts[TOTAL, TOTAL] = count_people(population, rows, columns)
    elif rows.is_several:
        counts[TOTAL, TOTAL] = add_up(counts[TOTAL, column] for column in columns.by_key)
    else:
        counts[TOTAL, TOTAL] = add_up(counts[row, TOTAL] for row in rows.by_key)
    return counts


def _parts(rows: Variable, columns: Variable, counts: Counts) -> Iterator[list[CountArc]]:
    """Yield tables that add up: where a person may be in several categories, each of these beside all others."""
    for row_part, column_part in product(_groups(rows), _groups(columns)):
        yield table_arcs({(row, column): _size(counts, row, column) for row, column in product(row_part, column_part)})


def _groups(variable: Variable) -> list[list]:
    return [[key, ("not", key)] for key in variable.by_key] if variable.is_several else [list(variable.by_key)]


def _size(counts: Counts, row, column) -> int:
    """Return the people in a row and a column, either of which may be ("not", key)."""
    if isinstance(row, tuple):
        return _size(counts, TOTAL, column) - _size(counts, row[1], column)
    if isinstance(column, tuple):
        return _size(counts, row, TOTAL) - _size(counts, row, column[1])
    return counts[row, column].count


def _significance(
    rows: Variable, columns: Variable, counts: Counts
) -> tuple[Significance | None, dict[int, Significance]]:
    """Return the significance of the whole table, or of each row where a person may be in several."""
    if columns.is_several:
        return Significance(ChanceVerdict.OVERLAPPING), {}
    size = counts[TOTAL, TOTAL].effective_size
    if not rows.is_several:
        return compare([[counts[row, column].weight for column in columns.by_key] for row in rows.by_key], size), {}
    by_row = {}
    for row in rows.by_key:
        inside = [counts[row, column].weight for column in columns.by_key]
        others = [counts[TOTAL, column] - counts[row, column] for column in columns.by_key]
        by_row[row] = compare([inside, [other.weight if other.count else 0.0 for other in others]], size)
    return None, by_row
