"""Merging tags: one word for one thing, on every sheet and in every version; the other words lead to it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from wagtail.models import Revision

from alertes.saved_searches.services import replace_in_filters
from reseau.members.models.member import Member
from ressources.sheets import sheet_journal
from ressources.sheets.models.tag import SheetTag, TagAlias, WorkshopTag
from ressources.sheets.revision import versions_with_tags
from ressources.sheets.services.errors import SheetError
from search.index.sync import note_bulk_change
from search.sources.documents import TAG

BATCH = 100


@transaction.atomic
def merge_tags(*, kept: SheetTag, merged: Iterable[int], by: Member) -> int:
    """Replace the tags `merged` (their keys) by `kept` on every sheet, draft and saved search.

    Return the number of sheets of the library. Raises `SheetError` if one of the tags is gone.
    """
    keys = {*merged} - {kept.pk}
    locked = {tag.pk: tag for tag in SheetTag.objects.select_for_update().filter(pk__in={*keys, kept.pk})}
    if not keys or len(locked) != len(keys) + 1:
        raise SheetError("Ces mots-clés ont changé depuis que vous avez ouvert la page. Choisissez-les de nouveau.")
    old = [locked[key] for key in sorted(keys)]
    sheets = _move_links(old, kept)
    _rewrite_versions(keys, kept)
    _leave_aliases(old, kept, by=by)
    replace_in_filters(facet=TAG, values={tag.name: kept.name for tag in old})
    SheetTag.objects.filter(pk__in=keys).delete()
    note_bulk_change(SheetTag, [kept.pk])
    names = ", ".join(f"« {tag.name} »" for tag in old)
    sheet_journal.note_tag(sheet_journal.TAGS_MERGED, tag=kept, by=by, names=names, sheets=sheets)
    return sheets


@transaction.atomic
def free_word(*, alias: TagAlias, by: Member) -> None:
    """Let a merged word be a tag of its own again; the sheets keep their tag."""
    sheet_journal.note_tag(sheet_journal.WORD_FREED, tag=alias.tag, by=by, names=f"« {alias.name} »")
    alias.delete()


def _move_links(old: Sequence[SheetTag], kept: SheetTag) -> int:
    """Retag the published sheets; a sheet with several of the words gets the kept one once. Return their number."""
    links = WorkshopTag.objects.filter(tag__in=old)
    sheets = set(links.values_list("content_object", flat=True))
    have = set(WorkshopTag.objects.filter(tag=kept, content_object__in=sheets).values_list("content_object", flat=True))
    WorkshopTag.objects.bulk_create([WorkshopTag(tag=kept, content_object_id=sheet) for sheet in sorted(sheets - have)])
    links.delete()
    return len(sheets)


def _rewrite_versions(keys: set[int], kept: SheetTag) -> None:
    """Retag every version, so that a restored one has the tag of today."""
    changed = []
    for revision in versions_with_tags(keys).iterator(chunk_size=BATCH):
        revision.content["tagged_items"] = _renamed(revision.content.get("tagged_items", []), keys, kept)
        changed.append(revision)
        if len(changed) == BATCH:
            Revision.objects.bulk_update(changed, ["content"])
            changed = []
    Revision.objects.bulk_update(changed, ["content"])


def _renamed(items: Sequence[Mapping], keys: set[int], kept: SheetTag) -> list[Mapping]:
    """Return the tags of a version with the kept one, once."""
    renamed: dict[int, Mapping] = {}
    for item in items:
        tag = kept.pk if item["tag"] in keys else item["tag"]
        renamed.setdefault(tag, {**item, "tag": tag})
    return list(renamed.values())


def _leave_aliases(old: Sequence[SheetTag], kept: SheetTag, *, by: Member) -> None:
    TagAlias.objects.filter(tag__in=old).update(tag=kept)
    TagAlias.objects.filter(key__in=[kept.name.casefold(), *(tag.name.casefold() for tag in old)]).delete()
    TagAlias.objects.bulk_create(
        [TagAlias(name=tag.name, key=tag.name.casefold(), slug=tag.slug, tag=kept, merged_by=by) for tag in old]
    )
