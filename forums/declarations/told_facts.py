"""What messages tell of posts, and of what moderation did."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from forums.messages.posts.models import Post
from forums.moderation.models import ModerationAction


class PostFacts(FactSource):
    """A new topic, an answer, a mention: true as long as readers see the post."""

    name = "post"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return dict.fromkeys(Post.objects.standing().filter(pk__in=keys).values_list("pk", flat=True), "standing")


class ModerationActionFacts(FactSource):
    """An act on a message or a topic: true until it is undone."""

    name = "moderation_action"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(ModerationAction.objects.filter(pk__in=keys), "undone")


SOURCES = (PostFacts(), ModerationActionFacts())
