"""Merging tags: one word for one thing, on every sheet and in every version; the other words lead to it."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision

from alertes.choices.subscriptions.services import replace_subject
from alertes.choices.subscriptions.subjects import tag_subject
from alertes.occasions.saved_searches.services import replace_in_filters
from forums.threads.tags.services import merge_topic_tags
from reseau.people.members.models.member import Member
from reseau.people.profiles.services import merge_know_hows
from reseau.texts.tags.models import Tag, TagAlias
from ressources.sheets import sheet_journal
from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.revision import versions_with_tags
from search.index.sync import note_bulk_change
from search.sources.documents import TAG

BATCH = 100


@transaction.atomic
def merge_tags(*, target: Tag, merged_keys: Iterable[int], by: Member) -> int:
    """Replace the tags of keys `merged_keys` by `target` wherever they are: sheets, drafts, topics, members, alerts.

    Return the number of sheets of the library. Raises `ValidationError` if one of the tags is gone.
    """
    keys = {*merged_keys} - {target.pk}
    locked = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in={*keys, target.pk})}
    if not keys or len(locked) != len(keys) + 1:
        raise ValidationError(
            "Ces mots-clés ont changé depuis que vous avez ouvert la page. Choisissez-les de nouveau."
        )
    merged_tags = [locked[key] for key in sorted(keys)]
    sheets = _move_links(merged_tags, target)
    merge_topic_tags(merged=merged_tags, target=target)
    merge_know_hows(merged=merged_tags, target=target)
    _rewrite_versions(keys, target)
    _leave_aliases(merged_tags, target, by=by)
    replace_in_filters(facet=TAG, values={tag.name: target.name for tag in merged_tags})
    for tag in merged_tags:
        _move_followers(tag, target)
    Tag.objects.filter(pk__in=keys).delete()
    note_bulk_change(Tag, [target.pk])
    names = ", ".join(f"« {tag.name} »" for tag in merged_tags)
    sheet_journal.note_tag(sheet_journal.TAGS_MERGED, tag=target, by=by, names=names, sheets=sheets)
    return sheets


def _move_followers(tag: Tag, target: Tag) -> None:
    old, new = tag_subject(tag.name), tag_subject(target.name)
    if old and new and old != new:
        replace_subject(old=old, new=new)


@transaction.atomic
def free_word(*, alias: TagAlias, by: Member) -> None:
    """Let a merged word be a tag of its own again; the sheets keep their tag."""
    sheet_journal.note_tag(sheet_journal.WORD_FREED, tag=alias.tag, by=by, names=f"« {alias.name} »")
    alias.delete()


def _move_links(merged_tags: Sequence[Tag], target: Tag) -> int:
    """Retag the published sheets; a sheet with several of the tags gets the target once. Return their number."""
    links = WorkshopTag.objects.filter(tag__in=merged_tags)
    sheets = set(links.values_list("content_object", flat=True))
    tagged_sheets = set(
        WorkshopTag.objects.filter(tag=target, content_object__in=sheets).values_list("content_object", flat=True)
    )
    WorkshopTag.objects.bulk_create(
        [WorkshopTag(tag=target, content_object_id=sheet) for sheet in sorted(sheets - tagged_sheets)]
    )
    links.delete()
    return len(sheets)


def _rewrite_versions(keys: set[int], target: Tag) -> None:
    """Retag every version, so that a restored one has the tag of today."""
    revisions = []
    for revision in versions_with_tags(keys).iterator(chunk_size=BATCH):
        revision.content["tagged_items"] = _retag(revision.content.get("tagged_items", []), keys, target)
        revisions.append(revision)
        if len(revisions) == BATCH:
            Revision.objects.bulk_update(revisions, ["content"])
            revisions = []
    Revision.objects.bulk_update(revisions, ["content"])


def _retag(items: Sequence[Mapping], keys: set[int], target: Tag) -> list[Mapping]:
    """Return the tags of a version, with the target once instead of the merged ones."""
    items_by_tag: dict[int, Mapping] = {}
    for item in items:
        tag = target.pk if item["tag"] in keys else item["tag"]
        items_by_tag.setdefault(tag, {**item, "tag": tag})
    return list(items_by_tag.values())


def _leave_aliases(merged_tags: Sequence[Tag], target: Tag, *, by: Member) -> None:
    TagAlias.objects.filter(tag__in=merged_tags).update(tag=target)
    TagAlias.objects.filter(key__in=[target.name.casefold(), *(tag.name.casefold() for tag in merged_tags)]).delete()
    TagAlias.objects.bulk_create(
        [
            TagAlias(name=tag.name, key=tag.name.casefold(), slug=tag.slug, tag=target, merged_by=by)
            for tag in merged_tags
        ]
    )
