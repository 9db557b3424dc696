"""The list of topics: views, states and forums to choose from, kept in the address."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property

from forums.enums import TopicStatus
from forums.forums.models import Forum
from forums.readings.unread import unread_by_forum, unread_topics, with_readings
from forums.topics.models import Topic

# Forums shown beside the list; the others are one press away.
FORUMS_SHOWN = 15


class TopicScope(models.TextChoices):
    UNREAD = "a-lire", "À lire"
    MINE = "les-miens", "Les miens"
    ALL = "tous", "Tous"


@dataclass(frozen=True, slots=True)
class ListChip:
    """`count`: None where nobody needs it."""

    url: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ForumLine:
    forum: Forum
    unread: int


class TopicList:
    """The topics that `user` asks for, of one forum or of all those that they see."""

    def __init__(self, user, parameters, *, forum: Forum | None = None) -> None:
        self.user, self.forum = user, forum
        status, view = parameters.get("etat", ""), parameters.get("vue", "")
        self.status = status if status in TopicStatus.values else ""
        by_default = TopicScope.ALL if forum or self.status else TopicScope.UNREAD
        self.asked = view if view in TopicScope.values else by_default
        self.shows_all_forums = parameters.get("forums") == "tous"

    @cached_property
    def visible(self) -> QuerySet[Topic]:
        return self.forum.topics.all() if self.forum else Topic.objects.visible_to(self.user)

    @cached_property
    def unread(self) -> dict[int, int]:
        return unread_by_forum(self.visible, self.user)

    @property
    def unread_count(self) -> int:
        return sum(self.unread.values())

    @property
    def has_read_all(self) -> bool:
        """Nothing is left to read: the page says so, and goes on with all topics."""
        return self.asked == TopicScope.UNREAD and not self.unread_count

    @property
    def view(self) -> str:
        return TopicScope.ALL if self.has_read_all else self.asked

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.visible.count_by_status()

    @cached_property
    def topics(self) -> QuerySet[Topic]:
        topics = self.visible
        if self.status:
            topics = topics.questions().filter(status=self.status)
        if self.view == TopicScope.UNREAD:
            topics = unread_topics(topics, self.user)
        elif self.view == TopicScope.MINE:
            topics = topics.filter(pk__in=self.user.posts.order_by().values("topic"))
        return topics

    @cached_property
    def count(self) -> int:
        if self.view == TopicScope.UNREAD and not self.status:
            return self.unread_count
        if self.view == TopicScope.ALL and self.status:
            return self.counts[self.status]
        return self.topics.count()

    @property
    def rows(self) -> QuerySet[Topic]:
        return with_readings(self.topics.recent(), self.user)

    def chips(self) -> list[ListChip]:
        counts = {TopicScope.UNREAD: self.unread_count}
        views = [
            ListChip(f"?vue={view.value}", view.label, counts.get(view), not self.status and self.asked == view)
            for view in TopicScope
        ]
        states = [
            ListChip(f"?etat={status.value}", status.label, self.counts[status], self.status == status)
            for status in TopicStatus
        ]
        return [*views[:2], *states, *views[2:]]

    def forum_lines(self) -> list[ForumLine]:
        """Return the forums of the person, or the first of them, with their unread topics."""
        return [ForumLine(forum, self.unread.get(forum.pk, 0)) for forum in self.forums]

    @cached_property
    def forums(self) -> list[Forum]:
        return list(Forum.objects.visible_to(self.user))
