"""A revision of a sheet, read for what it says: one query, for the names of its tags."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from ressources.content import SheetContent
from ressources.models.tag import SheetTag


def content_of_revision(revision: Revision) -> SheetContent:
    used = [item["tag"] for item in revision.content.get("tagged_items", [])]
    names = dict(SheetTag.objects.filter(pk__in=used).values_list("pk", "name")) if used else {}
    kind = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return kind.content_class.of_revision(revision.content, names)
