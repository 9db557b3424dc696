"""Workshops that lead to heritage records: sheets of the library under the tag « patrimoine »."""

from ressources.sheets.models.tag import WorkshopTag
from ressources.sheets.models.workshop import WorkshopPage

TAG = "patrimoine"
SHOWN_SHEETS = 3


def sheets_about_heritage(user) -> list[WorkshopPage]:
    """Return the latest sheets under the tag that `user` may read. One query."""
    tagged = WorkshopTag.objects.filter(tag__slug=TAG).values("content_object")
    sheets = WorkshopPage.objects.visible_to(user).in_use().filter(pk__in=tagged)
    return list(sheets.order_by("-first_published_at", "-pk")[:SHOWN_SHEETS])
