"""Alerts of a member as a feed: those of the site, the latest first."""

from collections.abc import Iterator

from alertes.channels.notices.models import Notice
from alertes.choices.kinds import kind_named
from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource, tag_uri


class NoticeEntries(FeedSource):
    name = "alertes"
    title = "Mes alertes"
    subtitle = "Ce que le site vous dit, sans le nom des personnes qui apprennent."
    page = "alertes:list"
    is_public = False

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the alerts of `user`; those that may name a learner say their kind alone. One query."""
        notices = Notice.objects.filter(member=user, is_shown=True).order_by("-created", "-pk")
        for notice in notices[:MOST]:
            kind = kind_named(notice.kind)
            is_nameless = kind.may_name_learners
            yield FeedEntry(
                uid=tag_uri(f"notice-{notice.pk}"),
                title=kind.counted(1) if is_nameless else notice.text,
                url=self.page_address if is_nameless else notice.url,
                published=notice.created,
                updated=notice.created,
                categories=(kind.matter.label,) if notice.kind else (),
            )


SOURCES = (NoticeEntries(),)
