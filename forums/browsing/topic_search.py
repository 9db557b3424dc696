"""Words of the box of a forum, answered by the search of the site: topics and what is written in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from forums.enums import TopicStatus
from forums.messages.posts.models import Post
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.texts.markdown.html import to_text
from search.engines.base import EngineUnavailableError
from search.engines.highlights import snippet
from search.language.search_question import parse_question
from search.questions.results.searcher import Searcher
from search.sources.documents import KIND

# Facet of the documents of topics that names their forum (`forums.declarations.search`).
FORUM = "forum"
TOPIC = "topic"
# Words and posts read to show where the words stand: enough for a page, whatever is typed.
MOST_WORDS, MOST_POSTS = 6, 60


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """Keys of topics, best first.

    `widened`: only some of the words were found; `corrected`: the text searched instead; `is_degraded`: the engine
    could not answer, titles alone were read.
    """

    keys: tuple[int, ...]
    widened: bool = False
    corrected: str = ""
    is_degraded: bool = False

    def solved_first(self, topics: QuerySet[Topic]) -> list[int]:
        """Return the keys of `topics` that were found: solved ones, then the others, each from the best on."""
        states = dict(topics.order_by().values_list("pk", "status"))
        found = [key for key in self.keys if key in states]
        return sorted(found, key=lambda key: states[key] != TopicStatus.SOLVED)


@dataclass(frozen=True, slots=True)
class PostExtract:
    """Where the words stand in a topic: an extract with marks, and the post."""

    html: SafeString
    post: Post


def find_topics(user, text: str, topics: QuerySet[Topic], *, forum: Forum | None) -> FoundTopics:
    """Return what the search of the site finds in `forum`, or in all those that `user` sees: `topics`."""
    filters = {KIND: frozenset({TOPIC})} | ({FORUM: frozenset({forum.title})} if forum else {})
    try:
        ranking = Searcher(user).ranking(text, filters)
    except EngineUnavailableError:
        words = reduce(or_, (Q(title__icontains=word) for word in text.split()[:MOST_WORDS]), Q())
        return FoundTopics(tuple(topics.filter(words).values_list("pk", flat=True)), is_degraded=True)
    return FoundTopics(tuple(map(int, ranking.keys)), ranking.widened, ranking.corrected)


def passages(topics: Iterable[Topic], text: str) -> dict[int, PostExtract]:
    """Return, for each topic where the words stand as typed, the post that has most of them. One query."""
    words = [word for word in text.split() if len(word) > 2][:MOST_WORDS]
    rows = {topic.pk: topic for topic in topics}
    if not words or not rows:
        return {}
    has_words = reduce(or_, (Q(body__icontains=word) for word in words))
    posts = Post.objects.standing().filter(has_words, topic__in=rows).order_by("created", "pk")[:MOST_POSTS]
    terms = parse_question(text).query_terms
    found: dict[int, PostExtract] = {}
    for post in posts:
        html, _ = snippet("", " ".join(to_text(post.body).split()), terms)
        earlier = found.get(post.topic_id)
        if "<mark>" in html and (earlier is None or _marks(html) > _marks(earlier.html)):
            post.topic = rows[post.topic_id]
            found[post.topic_id] = PostExtract(html, post)
    return found


def _marks(html: str) -> int:
    return html.count("<mark>")
