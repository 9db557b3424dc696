"""What messages tell of a post: that readers see it."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.registry import register
from alertes.channels.facts.source import FactSource
from forums.messages.posts.models import Post


@register
class PostFacts(FactSource):
    """A new topic, an answer, a mention: true as long as readers see the post."""

    name = "post"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return dict.fromkeys(Post.objects.standing().filter(pk__in=keys).values_list("pk", flat=True), "standing")
