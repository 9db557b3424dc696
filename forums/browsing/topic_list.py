"""The list of topics: views, states and forums to choose from, kept in the address."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.http import urlencode

from forums.browsing.topic_search import FoundTopics, find_topics
from forums.declarations.tagged_kinds import Topics
from forums.enums import TopicStatus
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.readings.unread import unread_by_forum, unread_topics, with_readings
from forums.threads.tags.models import links_seen_by
from forums.threads.topics.models import Topic, count_by_status
from reseau.people.members.models.member import Member
from reseau.permissions import watches_any_territory
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import TagUse, find_tag, uses_of
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.paged_query import PagedQuery, PagedRows
from search.questions.results.searcher import MAX_LENGTH

# Forums shown beside the list; the others are one press away.
FORUMS_SHOWN = 15
PAGE_SIZE = 20


class TopicScope(models.TextChoices):
    UNREAD = "a-lire", "À lire"
    MINE = "les-miens", "Les miens"
    ALL = "tous", "Tous"


def topics_in(reader: Member, forum: Forum | None) -> QuerySet[Topic]:
    """Return the topics of one forum, or of all those that `reader` sees."""
    return forum.topics.all() if forum else Topic.objects.visible_to(reader)


def shown_topics(topics: QuerySet[Topic], reader: Member, view: str, status: str) -> QuerySet[Topic]:
    """Return what a view shows of `topics`, in a state if one is asked for."""
    if status:
        topics = topics.questions().filter(status=status)
    if view == TopicScope.UNREAD:
        return unread_topics(topics, reader)
    return topics.filter(pk__in=reader.posts.order_by().values("topic")) if view == TopicScope.MINE else topics


def topic_rows(reader: Member, **narrowing) -> QuerySet[Topic]:
    return with_readings(Topic.objects.recent(), reader)


def topic_keys(reader: Member, forum: Forum | None, view: str, status: str) -> QuerySet[Topic]:
    """Return the topics of a list, the latest first.

    Whether the reader sees a forum is asked of one topic after the other, in the order of an index, until the page is
    full: asked the other way round, all topics of their forums are sorted.
    """
    is_seen = Exists(Forum.objects.visible_to(reader).filter(pk=OuterRef("forum")))
    topics = forum.topics.all() if forum else Topic.objects.filter(is_seen)
    return shown_topics(topics, reader, view, status).order_by("-last_post_at", "-pk")


def forums_read_by(reader: Member) -> QuerySet[Forum]:
    """Return the forums of a person, with whether they keep them."""
    kept = ForumMember.objects.filter(forum=OuterRef("pk"), member=reader.pk, is_keeper=True)
    return Forum.objects.visible_to(reader).annotate(is_kept=Exists(kept))


UNREAD_BY_FORUM = CompiledQuery(lambda reader, forum: unread_by_forum(topics_in(reader, forum), reader))
STATUS_COUNTS = CachedQuery(lambda reader, forum: topics_in(reader, forum).counted_by_status())
TOPIC_ROWS = PagedQuery(topic_rows, keys=topic_keys, size=PAGE_SIZE, shape=["view", "status"])
FORUMS = CompiledQuery(forums_read_by)


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
        self.tag_slug, self.words = parameters.get("mot", ""), _words(parameters.get("q", ""))
        is_narrowed = forum or self.status or self.tag_slug or self.words
        by_default = TopicScope.ALL if is_narrowed else TopicScope.UNREAD
        self.asked = view if view in TopicScope.values else by_default
        self.shows_all_forums = parameters.get("forums") == "tous"

    @property
    def is_searched(self) -> bool:
        """A tag or words narrow the list: each asks a question of its own, which is not worth compiling."""
        return bool(self.tag_slug or self.words)

    @cached_property
    def in_scope(self) -> QuerySet[Topic]:
        topics = topics_in(self.user, self.forum)
        if self.tag_slug:
            topics = topics.filter(pk__in=links_seen_by(self.user).filter(tag=self.tag).values("topic"))
        return topics

    @cached_property
    def found(self) -> FoundTopics | None:
        return find_topics(self.user, self.words, self.in_scope, forum=self.forum) if self.words else None

    @cached_property
    def visible(self) -> QuerySet[Topic]:
        return self.in_scope.filter(pk__in=self.found.keys) if self.found else self.in_scope

    @cached_property
    def tag(self) -> Tag | None:
        """The tag asked for, or the one into which it was merged, if the person sees something that bears it."""
        return find_tag(self.user, self.tag_slug) if self.tag_slug else None

    @cached_property
    def other_uses(self) -> list[TagUse]:
        """What else bears the tag: sheets."""
        return uses_of(self.tag, self.user, besides=Topics) if self.tag else []

    @cached_property
    def unread(self) -> dict[int, int]:
        if self.is_searched:
            return dict(unread_by_forum(self.visible, self.user))
        return dict(UNREAD_BY_FORUM.rows(reader=self.user, forum=self.forum))

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
        return self._counts[0]

    @cached_property
    def _counts(self) -> tuple[dict[str, int], int]:
        if self.is_searched:
            return count_by_status(self.visible.counted_by_status())
        return count_by_status(STATUS_COUNTS.rows(reader=self.user, forum=self.forum))

    @cached_property
    def topics(self) -> QuerySet[Topic]:
        return shown_topics(self.visible, self.user, self.view, self.status)

    @cached_property
    def count(self) -> int:
        if self.words:
            return len(self.keys)
        if self.view == TopicScope.UNREAD and not self.status:
            return self.unread_count
        if self.view == TopicScope.ALL:
            return self.counts[self.status] if self.status else self._counts[1]
        return self.topics.count()

    @cached_property
    def keys(self) -> list[int]:
        """Return the keys of the topics found by the words, in the order of the page."""
        return self.found.solved_first(self.topics) if self.found else []

    @property
    def rows(self) -> QuerySet[Topic] | PagedRows:
        if not self.is_searched:
            return TOPIC_ROWS.of(reader=self.user, forum=self.forum, view=self.view, status=self.status)
        return with_readings(self.topics.recent(), self.user)

    def chips(self) -> list[ListChip]:
        counts = {TopicScope.UNREAD: self.unread_count}
        views = [
            ListChip(self._url(vue=view.value), view.label, counts.get(view), not self.status and self.asked == view)
            for view in TopicScope
        ]
        states = [
            ListChip(self._url(etat=status.value), status.label, self.counts[status], self.status == status)
            for status in TopicStatus
        ]
        return [*views[:2], *states, *views[2:]]

    def _url(self, **parameters: str) -> str:
        """Return an address of the list that keeps the tag and the words."""
        kept = {"mot": self.tag_slug, "q": self.words}
        return f"?{urlencode(parameters | {name: value for name, value in kept.items() if value})}"

    def forum_lines(self) -> list[ForumLine]:
        """Return the forums of the person, or the first of them, with their unread topics."""
        return [ForumLine(forum, self.unread.get(forum.pk, 0)) for forum in self.forums]

    @cached_property
    def forums(self) -> list[Forum]:
        return FORUMS.rows(reader=self.user)

    @property
    def watches_somewhere(self) -> bool:
        """The person watches over one of the forums: the same rule as `watches_some_forum`, without a query."""
        return watches_any_territory(self.user) or any(forum.is_kept for forum in self.forums)


def _words(text: str) -> str:
    """Return what is searched, without what no database takes."""
    return text.replace("\x00", "").strip()[:MAX_LENGTH]
