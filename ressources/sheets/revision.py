"""The content of revisions of sheets. One query, for the names of their tags."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from reseau.texts.tags.models import Tag
from ressources.sheets.content import SheetContent, StepContent


def content_of_revision(revision: Revision) -> SheetContent:
    return contents_of_revisions([revision])[0]


def contents_of_revisions(revisions: Iterable[Revision]) -> list[SheetContent]:
    """Return the content of each revision, in the same order. One query for all their tags."""
    revisions = list(revisions)
    used = {item["tag"] for revision in revisions for item in revision.content.get("tagged_items", [])}
    names = dict(Tag.objects.filter(pk__in=used).values_list("pk", "name")) if used else {}
    return [_kind(revision).content_class.of_revision(revision.content, names) for revision in revisions]


def _kind(revision: Revision):
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def steps_of_revision(revision: Revision) -> tuple[StepContent, ...]:
    """Return the steps of a revision, empty for a kind without steps. No query."""
    return getattr(_kind(revision).content_class.of_revision(revision.content, {}), "steps", ())


def versions_with_tags(keys: Iterable[int]) -> QuerySet[Revision]:
    """Return the versions of sheets, drafts included, whose JSON names one of these tags, with some false positives."""
    texts = [f'"tag": {key}{end}' for key in keys for end in ",}"]
    condition = reduce(or_, (Q(text__contains=text) for text in texts))
    return Revision.page_revisions.alias(text=Cast("content", TextField())).filter(condition)
