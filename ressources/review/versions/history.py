"""The history of a sheet: its versions, their authors, what each changed, which were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import PageLogEntry, Revision

from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.revision import contents_of_revisions

# Actions of Wagtail's log that put a version online: at once, and on the day that was scheduled.
PUBLICATIONS = ("wagtail.publish", "wagtail.publish.scheduled")


@dataclass(frozen=True, slots=True)
class Version:
    """A version.

    `changed`: labels of the parts that differ from the version of key `before`; the first has `rank` 1.
    """

    revision: Revision
    before: int | None
    rank: int
    changed: tuple[str, ...]
    is_latest: bool
    is_online: bool
    published_on: datetime | None

    @property
    def name(self) -> str:
        version_name = getattr(self.revision, "version_name", None)
        return version_name.name if version_name else ""


def versions_of(sheet: Sheet) -> QuerySet[Revision]:
    """Return the versions, the latest first, with their author and their name."""
    return sheet.revisions.select_related("user", "version_name").order_by("-created_at", "-pk")


def summarise_versions(sheet: Sheet, revisions: Sequence[Revision], *, first: int, count: int) -> list[Version]:
    """Return `count` versions from rank `first` of `revisions`, the list of all, the latest first. Three queries."""
    # The changes of the last one are found by comparing it with the one before.
    keys = [revision.pk for revision in revisions[first : first + count + 1]]
    contents = dict(zip(keys, contents_of_revisions(_in_order(keys)), strict=True))
    publication_dates = _publications(sheet, keys)
    versions = []
    for place, revision in enumerate(revisions[first : first + count], start=first):
        before = revisions[place + 1].pk if place + 1 < len(revisions) else None
        versions.append(
            Version(
                revision=revision,
                before=before,
                rank=len(revisions) - place,
                changed=_changed_labels(contents[before], contents[revision.pk]) if before else (),
                is_latest=revision.pk == sheet.latest_revision_id,
                is_online=sheet.live and revision.pk == sheet.live_revision_id,
                published_on=publication_dates.get(revision.pk),
            )
        )
    return versions


def _in_order(keys: Sequence[int]) -> list[Revision]:
    revisions = Revision.objects.in_bulk(keys)
    return [revisions[key] for key in keys]


def _changed_labels(before: SheetContent, after: SheetContent) -> tuple[str, ...]:
    return tuple(part.label for part in after.parts if getattr(after, part.name) != getattr(before, part.name))


def _publications(sheet: Sheet, keys: Sequence[int]) -> dict[int, datetime]:
    """Return key of a version → when it was last published."""
    entries = PageLogEntry.objects.filter(page=sheet.pk, action__in=PUBLICATIONS, revision__in=keys)
    return dict(entries.order_by("timestamp").values_list("revision", "timestamp"))
