"""Notices as a list shows them: what happened to one object in one day is one row, the latest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from alertes.channels.mails.message import page_of
from alertes.channels.notices.models import Notice
from alertes.choices.kinds import declared_kinds

NAMED = 3
ICON = "bell"


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """The notices about an object, of a day, all read or all unread: the latest first."""

    notices: Sequence[Notice]

    @property
    def latest(self) -> Notice:
        return self.notices[0]

    @property
    def earlier(self) -> Sequence[Notice]:
        """The others that the row names."""
        return self.notices[1 : NAMED + 1]

    @property
    def unnamed_count(self) -> int:
        return len(self.notices) - 1 - len(self.earlier)

    @property
    def icon(self) -> str:
        kind = declared_kinds().get(self.latest.kind)
        return kind.icon if kind else ICON


def group_notices(notices: Iterable[Notice]) -> list[NoticeGroup]:
    """Group notices that come unread first, then the latest first."""
    groups: dict[tuple, list[Notice]] = {}
    for notice in notices:
        page = notice.page or page_of(notice.url)
        groups.setdefault((notice.read_at is None, timezone.localdate(notice.created), page), []).append(notice)
    return [NoticeGroup(group) for group in groups.values()]
