"""Sheets made from a topic, as a reader of the topic may know of them."""

from django.db.models import Exists, OuterRef, Q

from forums.threads.topics.models import Topic
from ressources.sheets.models.authorship import written_by
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_queryset import SheetQuerySet


def sheets_of_topic(topic: Topic, user) -> SheetQuerySet:
    """Return the sheets made from a topic that are in the library or being written, the first made first. One query.

    Fill `is_mine`, a draft that `user` writes: of the drafts of others, readers of the topic know who prepares them and
    no more. Sheets withdrawn or obsolete are left out.
    """
    is_mine = Exists(Sheet.objects.filter(written_by(user), pk=OuterRef("pk")))
    sheets = _unfinished_or_published(topic).annotate(is_mine=is_mine)
    sheets = sheets.filter(Q(live=False) | Q(pk__in=Sheet.objects.visible_to(user).values("pk")))
    fields = ("title", "draft_title", "slug", "live", "owner", "owner__first_name", "owner__last_name")
    return sheets.select_related("owner").only(*fields).order_by("topic_origin__pk")


def has_sheet(topic: Topic, *, but: Sheet) -> bool:
    """Whether another sheet than `but` was made from the topic, or is being written."""
    return _unfinished_or_published(topic).exclude(pk=but.pk).exists()


def _unfinished_or_published(topic: Topic) -> SheetQuerySet:
    return Sheet.objects.in_use().filter(Q(live=True) | Q(first_published_at=None), topic_origin__topic=topic)
