"""Columns derived from other rows: what pages would count again at each hit, kept by the one service that changes it.

Apps list them as `COLUMNS` in their module `declarations.derived_columns`. `manage.py repair` counts each again, says
what differed and writes what is counted: after an act by hand in the database, or a fault of ours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jobs.declared import declared


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row whose column is wrong: `key` of the row, its name, and the values by French name, kept and counted."""

    key: int
    name: str
    kept: dict[str, Any]
    counted: dict[str, Any]

    def __str__(self) -> str:
        """« Créer une adresse : messages 3 au lieu de 2 »."""
        wrong = [
            f"{label} {self._in_words(self.kept.get(label))} au lieu de {self._in_words(value)}"
            for label, value in self.counted.items()
            if self.kept.get(label) != value
        ]
        return f"{self.name}\u00a0: {', '.join(wrong)}"

    @staticmethod
    def _in_words(value: Any) -> str:
        return "rien" if value is None else str(value)


@dataclass(frozen=True)
class DerivedColumn:
    """`name`: plural, in French: operators read it. `differences` compares all rows; `recount` locks the row of a key,
    counts again and writes.
    """

    name: str
    differences: Callable[[], Iterable[WrongRow]]
    recount: Callable[[int], None]


def declared_columns() -> tuple[DerivedColumn, ...]:
    """Return the derived columns of all apps, in the order of `INSTALLED_APPS`."""
    return declared("derived_columns", "COLUMNS")


def repair(column: DerivedColumn) -> list[WrongRow]:
    """Mend what differs, each row in its transaction; return what differed."""
    found = list(column.differences())
    for difference in found:
        with transaction.atomic():
            column.recount(difference.key)
    return found
