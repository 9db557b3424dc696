"""Pages of the forums that links in messages lead to: topics, and messages by their number."""

from collections.abc import Collection

from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from reseau.texts.link_cards import LinkCard, LinkedKind


class LinkedTopic(LinkedKind):
    route = "forums:topic"

    def key_of(self, arguments: dict) -> tuple[str, str]:
        return arguments["forum"], arguments["topic"]

    def cards(self, user, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], LinkCard]:
        forums, slugs = zip(*keys, strict=True)
        topics = Topic.objects.visible_to(user).filter(forum__slug__in=forums, slug__in=slugs)
        return {
            (topic.forum.slug, topic.slug): LinkCard("Sujet", topic.title, _state(topic))
            for topic in topics.select_related("forum")
        }


class LinkedPost(LinkedKind):
    route = "forums:post_by_number"

    def cards(self, user, keys: Collection[int]) -> dict[int, LinkCard]:
        posts = Post.objects.visible_to(user).standing().filter(pk__in=keys).select_related("topic", "author")
        return {
            post.pk: LinkCard(
                "Message", post.topic.title, str(post.author or post.author_name or "Une personne partie du réseau")
            )
            for post in posts.defer("body", "html")
        }


def _state(topic: Topic) -> str:
    state = topic.get_status_display() if topic.is_question else topic.get_kind_display()
    return f"{topic.forum.title}, {state.lower()}"


KINDS = (LinkedTopic(), LinkedPost())
