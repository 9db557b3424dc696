"""Search source of topics: the question, and the text of all its answers."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import Truncator

from forums.enums import TopicKind, TopicStatus
from forums.messages.posts.models import Post
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.polls.models import Poll, PollChoice
from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.markdown.html import to_text
from reseau.texts.tags.models import Tag, TagAlias
from search.questions.results.search_facets import SearchFacet, closed_facet
from search.sources.documents import Document
from search.sources.registry import SearchSource

SUMMARY_LENGTH = 200


class TopicSource(SearchSource):
    kind = "topic"
    label = "Sujet de forum"
    label_plural = "Sujets de forum"
    icon = "messages-square"
    spoken = r"(?:sujets?|discussions?) (?:du|des|de) forums?"
    model = Topic
    card = "forums/_found_topic.html"
    date_words = "dernier message le"

    def queryset(self):
        # In their own order, members would be joined for nothing.
        memberships = Prefetch("forum__memberships", ForumMember.objects.order_by())
        topics = Topic.objects.select_related("forum__territory", "forum__epm__commune", "poll")
        return topics.prefetch_related("posts", memberships, "tags__aliases", "poll__choices")

    def document(self, instance: Topic) -> Document:
        texts = [to_text(post.body) for post in instance.posts.all() if post.is_standing]
        texts += _choices(instance)
        last_day = timezone.localdate(instance.last_post_at)
        territory = instance.forum.territory
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=instance.forum.audience_tokens,
            summary=Truncator(texts[0]).chars(SUMMARY_LENGTH) if texts else "",
            # « forum wifi » : people type the kind among their words.
            body="\n".join(texts),
            keywords=(self.label, *_merged_words(instance)),
            tags=tuple(tag.name for tag in instance.sorted_tags),
            facts=_facts(instance),
            facets={
                "territory": (territory.name,) if territory else (),
                "forum": (instance.forum.title,),
                "topic_kind": (instance.kind,),
                "status": (instance.status,) if instance.is_question else (),
                "year": (str(last_day.year),),
            },
            date=last_day,
        )

    def visible_to(self, user):
        return Topic.objects.visible_to(user)

    def related(self):
        return {
            Post: "posts",
            Poll: "poll",
            PollChoice: "poll__choices",
            Forum: "forum",
            ForumMember: "forum__memberships",
            TopicTag: "tagged_items",
            Tag: "tagged_items__tag",
            TagAlias: "tagged_items__tag__aliases",
            EPM: "forum__epm",
            Commune: "forum__epm__commune",
            Territory: "forum__territory",
        }


def _facts(topic: Topic) -> tuple[str, ...]:
    """« Discussion · Tout le réseau · 2 réponses »; a question has its state instead."""
    answers = topic.answer_count
    kind = () if topic.is_question else (topic.get_kind_display(),)
    count = (f"{answers} réponse{'s' if answers > 1 else ''}",) if answers else ()
    return (*kind, topic.forum.title, *count)


def _choices(topic: Topic) -> list[str]:
    """Return the choices of a poll, as long as readers see the message that asks."""
    posts = list(topic.posts.all())
    poll = getattr(topic, "poll", None)
    return [choice.text for choice in poll.choices.all()] if poll and posts and posts[0].is_standing else []


def _merged_words(topic: Topic) -> list[str]:
    """Return the merged words, so that a search for them finds the topics of the kept tag."""
    return [alias.name for tag in topic.sorted_tags for alias in tag.aliases.all()]


SOURCES = (TopicSource(),)
FACETS = (
    SearchFacet("forum", "Forum", 105),
    closed_facet("topic_kind", "Sorte de sujet", 107, TopicKind),
    closed_facet("status", "État du sujet", 110, TopicStatus),
)
