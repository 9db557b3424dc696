"""The version of a sheet on which a text was begun."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from ressources.sheets.content import SheetContent
from ressources.sheets.revision import content_of_revision


@dataclass(frozen=True, slots=True)
class BaseVersion:
    """A version as it was read.

    Wagtail's editor overwrites its own last revision: the key of a revision is not enough.
    """

    revision: int | None = None
    written_at: datetime | None = None

    @classmethod
    def latest_of(cls, sheet) -> "BaseVersion":
        return cls(sheet.latest_revision_id, sheet.latest_revision_created_at)

    @classmethod
    def parse(cls, text: str) -> "BaseVersion":
        """Parse the value that a form sends back; an invalid one gives an empty version."""
        key, _, timestamp = text.partition("@")
        if not key.isdecimal() or len(key) > 18:
            return cls()
        try:
            return cls(int(key), parse_datetime(timestamp))
        except ValueError:
            return cls(int(key))

    def __str__(self) -> str:
        return f"{self.revision}@{self.written_at.isoformat()}" if self.revision and self.written_at else ""

    def is_latest_of(self, sheet) -> bool:
        """Whether nothing was saved since, nor written over that version."""
        return self.revision == sheet.latest_revision_id and self.written_at in (None, sheet.latest_revision_created_at)

    def content_of(self, sheet) -> SheetContent | None:
        """Return the content of that version; None if it is not available any more."""
        revision = sheet.revisions.filter(pk=self.revision).first()
        if revision is None or self.written_at not in (None, revision.created_at):
            return None
        return content_of_revision(revision)
