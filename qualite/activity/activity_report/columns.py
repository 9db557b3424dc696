"""Columns of the reports: what each one counts, and numbers that would tell of a person, masked."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from b2i.people.anonymity import MASKED, hidden_cells
from formation.year.training_report.tables import Number
from qualite.activity.activity_month.measures import (
    ACCOMPANIMENTS,
    HALF_DAYS,
    PARTICIPATIONS,
    RECORDS,
    SKILLS,
    THEME_PREFIX,
    VISITS,
    WORKSHOPS,
    measures_by_code,
)

HELP = "accompaniments"
SHORT_TITLES = {
    VISITS: "Visites",
    WORKSHOPS: "Ateliers",
    PARTICIPATIONS: "Participations",
    HELP: "Accompagnements",
    HALF_DAYS: "Formations",
    RECORDS: "Livrets ouverts",
    SKILLS: "Compétences validées",
}
# About learners: outside of their place, small numbers are masked.
OF_LEARNERS = (RECORDS, SKILLS)
COLUMNS = tuple(SHORT_TITLES)

Cell = str | Number


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """The title of a column and the sentence that says what it counts."""

    title: str
    meaning: str


def definitions() -> list[ColumnDefinition]:
    """Return the definition of each column, in their order: the same words as on the sheet of a month."""
    return [ColumnDefinition(title, _meaning(code)) for code, title in SHORT_TITLES.items()]


def _meaning(code: str) -> str:
    if code == HELP:
        return ACCOMPANIMENTS.meaning
    measure = measures_by_code()[code]
    meaning = measure.definition.meaning
    return meaning if measure.title == SHORT_TITLES[code] else f"{measure.title}. {meaning}"


def column_of(measure: str) -> str:
    """Return the column to which a measure adds: a theme is an accompaniment."""
    return HELP if measure.startswith(THEME_PREFIX) else measure


def cells_of(values: Mapping[Hashable, int | None], *, is_masked: bool) -> tuple[dict[Hashable, Cell], Cell]:
    """Return the cell of each value, and that of their total; None is missing, and adds nothing.

    Where small numbers are masked, so are those that would give them away, the total if need be
    (`b2i.people.anonymity`).
    """
    known = {key: value for key, value in values.items() if value is not None}
    total = Number(sum(known.values()) if known else None)
    if not is_masked:
        return {key: Number(value) for key, value in values.items()}, total
    hidden = hidden_cells({"": {key: (value,) for key, value in known.items()}})
    cells: dict[Hashable, Cell] = {
        key: MASKED if key in hidden.rows else Number(value) for key, value in values.items()
    }
    return cells, MASKED if hidden.sections or hidden.total else total
