"""A revision of a sheet, read for what it says: one query, for the names of its tags."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from ressources.content import SheetContent
from ressources.models.tag import SheetTag


def content_of_revision(revision: Revision) -> SheetContent:
    used = [item["tag"] for item in revision.content.get("tagged_items", [])]
    names = dict(SheetTag.objects.filter(pk__in=used).values_list("pk", "name")) if used else {}
    kind = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return kind.content_class.of_revision(revision.content, names)


def versions_with_tags(keys: Iterable[int]) -> QuerySet[Revision]:
    """Versions of sheets, drafts among them, whose JSON names one of these tags, or seems to."""
    texts = [f'"tag": {key}{end}' for key in keys for end in ",}"]
    condition = reduce(or_, (Q(text__contains=text) for text in texts))
    return Revision.page_revisions.alias(text=Cast("content", TextField())).filter(condition)
