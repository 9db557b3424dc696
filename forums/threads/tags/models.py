"""A tag of a topic."""

from django.db import models
from django.db.models import QuerySet

from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.texts.tags.models import Tag


class TopicTag(models.Model):
    topic = models.ForeignKey(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="tagged_topics")

    class Meta:
        verbose_name = "mot-clé d’un sujet"
        verbose_name_plural = "mots-clés des sujets"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "tag"],
                name="topic_tagged_once",
                violation_error_message="Ce sujet porte déjà ce mot-clé.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag}, {self.topic}"


def links_seen_by(user) -> QuerySet[TopicTag]:
    """Return the tags of the topics that `user` sees.

    By a join: asked for one tag, a database begins with its links; of a list of topics it would try each.
    """
    return TopicTag.objects.filter(topic__forum__in=Forum.objects.visible_to(user))
