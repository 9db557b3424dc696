"""A revision of a sheet, read for what it says: one query, for the names of its tags."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from ressources.sheets.content import SheetContent, StepContent
from ressources.sheets.models.tag import SheetTag


def content_of_revision(revision: Revision) -> SheetContent:
    return contents_of_revisions([revision])[0]


def contents_of_revisions(revisions: Iterable[Revision]) -> list[SheetContent]:
    """What each says, in the same order: one query for the names of all their tags."""
    revisions = list(revisions)
    used = {item["tag"] for revision in revisions for item in revision.content.get("tagged_items", [])}
    names = dict(SheetTag.objects.filter(pk__in=used).values_list("pk", "name")) if used else {}
    return [_kind(revision).content_class.of_revision(revision.content, names) for revision in revisions]


def _kind(revision: Revision):
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def steps_of_revision(revision: Revision) -> tuple[StepContent, ...]:
    """Its run sheet, if that kind of sheet has one: no query."""
    return getattr(_kind(revision).content_class.of_revision(revision.content, {}), "steps", ())


def versions_with_tags(keys: Iterable[int]) -> QuerySet[Revision]:
    """Versions of sheets, drafts among them, whose JSON names one of these tags, or seems to."""
    texts = [f'"tag": {key}{end}' for key in keys for end in ",}"]
    condition = reduce(or_, (Q(text__contains=text) for text in texts))
    return Revision.page_revisions.alias(text=Cast("content", TextField())).filter(condition)
