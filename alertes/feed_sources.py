"""Alerts of a member as a feed: those of the site, the latest first."""

from collections.abc import Iterator

from alertes.kinds.registry import kind_named
from alertes.notices.models import Notice
from reseau.feeds.registry import MOST, FeedEntry, FeedSource, register, tag_uri


@register
class NoticeEntries(FeedSource):
    name = "alertes"
    title = "Mes alertes"
    subtitle = "Ce que le site vous dit, comme dans la page «\u00a0Mes alertes\u00a0»."
    page = "alertes:list"
    is_public = False

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the alerts of `user`. One query."""
        notices = Notice.objects.filter(member=user, is_shown=True).order_by("-created", "-pk")
        for notice in notices[:MOST]:
            yield FeedEntry(
                uid=tag_uri(f"notice-{notice.pk}"),
                title=notice.text,
                url=notice.url,
                published=notice.created,
                updated=notice.created,
                categories=(kind_named(notice.kind).matter.label,) if notice.kind else (),
            )
