"""A box of the grid of a workshop, by the name that it bears on the page: « 12-3 »."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reseau.offline_entries.entries import NOT_UNDERSTOOD


@dataclass(frozen=True, slots=True)
class Cell:
    """Keys of a learner and of a skill: « 12-3 » on the page."""

    learner: int
    skill: int

    @classmethod
    def read(cls, sent: object) -> "Cell":
        """Raises `ValidationError`."""
        parts = str(sent).split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
            raise ValidationError(NOT_UNDERSTOOD)
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.learner}-{self.skill}"


def read_cells(names: Iterable[str]) -> set[Cell]:
    """The cells among the names of the fields of a form."""
    cells = set()
    for name in names:
        with suppress(ValidationError):
            cells.add(Cell.read(name))
    return cells
