"""The version of a sheet on which somebody began to write: what she had under her eyes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from ressources.sheets.content import SheetContent
from ressources.sheets.revision import content_of_revision


@dataclass(frozen=True, slots=True)
class BaseVersion:
    """Wagtail's editor saves as one types and writes over its own last revision: the key of a revision alone does not
    say what was read.
    """

    revision: int | None = None
    written: datetime | None = None

    @classmethod
    def latest_of(cls, sheet) -> "BaseVersion":
        return cls(sheet.latest_revision_id, sheet.latest_revision_created_at)

    @classmethod
    def parse(cls, text: str) -> "BaseVersion":
        """As a form sends it back; whatever else comes is no version."""
        key, _, written = text.partition("@")
        if not key.isdecimal() or len(key) > 18:
            return cls()
        try:
            return cls(int(key), parse_datetime(written))
        except ValueError:
            return cls(int(key))

    def __str__(self) -> str:
        return f"{self.revision}@{self.written.isoformat()}" if self.revision and self.written else ""

    def is_latest_of(self, sheet) -> bool:
        """Nothing was saved since, nor written over it."""
        return self.revision == sheet.latest_revision_id and self.written in (None, sheet.latest_revision_created_at)

    def content_of(self, sheet) -> SheetContent | None:
        """What was read; nothing if it is not known any more."""
        revision = sheet.revisions.filter(pk=self.revision).first()
        if revision is None or self.written not in (None, revision.created_at):
            return None
        return content_of_revision(revision)
