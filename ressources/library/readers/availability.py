"""Whether the sheets that a member kept, collected or wrote about can still be read, and what replaces them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Prefetch, prefetch_related_objects

from ressources.sheets.models.sheet import Sheet


class SheetEntry(Protocol):
    """A row about a sheet: a favourite, a sheet in a collection, a feedback message."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Availability:
    """The sheet of an `entry` as a reader finds it today; `replacement` is a sheet that they may read, or None."""

    entry: SheetEntry
    is_readable: bool
    replacement: Sheet | None

    @property
    def sheet(self) -> Sheet:
        return self.entry.sheet


def availability_of(entries: Iterable[SheetEntry], user) -> list[Availability]:
    """Return the availability of the sheet of each entry to `user`. One query for all the sheets."""
    entries = list(entries)
    sheets = Sheet.objects.with_kind().with_cover().select_related("epm", "obsolescence__replacement")
    prefetch_related_objects(entries, Prefetch("sheet", sheets))
    return [
        Availability(
            entry=entry,
            is_readable=entry.sheet.is_visible_to(user),
            replacement=entry.sheet.obsolescence.replacement_for(user) if entry.sheet.is_obsolete else None,
        )
        for entry in entries
    ]
