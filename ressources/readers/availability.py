"""How the sheets that a member kept stand today: readable, obsolete with what replaces them, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from ressources.collections.models import CollectedSheet
from ressources.readers.models.favourite import Favourite
from ressources.readers.models.feedback import Feedback
from ressources.sheets.models.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Shelved:
    """`entry`: the favourite, the sheet in its collection, what was written about it.

    `replacement`: the sheet that replaces it, if the reader may read it.
    """

    entry: Favourite | CollectedSheet | Feedback
    is_readable: bool
    replacement: Sheet | None

    @property
    def sheet(self) -> Sheet:
        return self.entry.sheet


def shelved(entries: Iterable[Favourite | CollectedSheet | Feedback], user) -> list[Shelved]:
    """Each entry as `user` finds its sheet; one query for the sheets of all of them."""
    found = list(entries)
    sheets = Sheet.objects.with_kind().select_related("epm", "obsolescence__replacement")
    prefetch_related_objects(found, Prefetch("sheet", sheets))
    return [
        Shelved(
            entry=entry,
            is_readable=entry.sheet.is_visible_to(user),
            replacement=entry.sheet.obsolescence.replacement_for(user) if entry.sheet.is_obsolete else None,
        )
        for entry in found
    ]
