"""Topics of the forums as a feed of a member: those that they may read, the last written first."""

from collections.abc import Iterator

from forums.threads.topics.models import Topic
from reseau.calendar.feeds.registry import MOST, FeedEntry, FeedSource, tag_uri


class TopicEntries(FeedSource):
    name = "sujets"
    title = "Sujets des forums"
    subtitle = "Les sujets des forums que vous pouvez lire, les derniers écrits d’abord."
    page = "forums:index"
    is_public = False

    def entries(self, user) -> Iterator[FeedEntry]:
        """Yield the topics of the forums that `user` sees today. One query, and that of their forums."""
        topics = Topic.objects.visible_to(user).select_related("forum", "author").order_by("-last_post_at", "-pk")
        for topic in topics[:MOST]:
            yield FeedEntry(
                uid=tag_uri(f"topic-{topic.pk}"),
                title=topic.title,
                url=topic.get_absolute_url(),
                published=topic.created,
                updated=topic.last_post_at,
                summary=f"{topic.get_kind_display()}, forum «\u00a0{topic.forum}\u00a0»",
                author=str(topic.author or topic.author_name),
            )


SOURCES = (TopicEntries(),)
