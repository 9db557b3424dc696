"""How far a member has read: one row for a topic that they opened, one for a forum that they marked as read."""

from django.conf import settings
from django.db import models

from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic


class ReadUntil(models.Model):
    """`read_until`: all that was written up to then is read."""

    read_until = models.DateTimeField("lu jusqu’au")

    class Meta:
        abstract = True


class TopicReading(ReadUntil):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="topic_readings"
    )
    topic = models.ForeignKey(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="readings")

    class Meta:
        verbose_name = "lecture d’un sujet"
        verbose_name_plural = "lectures des sujets"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "topic"],
                name="topic_reading_once",
                violation_error_message="La lecture de ce sujet est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.topic}"


class ForumReading(ReadUntil):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="forum_readings"
    )
    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="readings")

    class Meta:
        verbose_name = "forum marqué comme lu"
        verbose_name_plural = "forums marqués comme lus"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "forum"],
                name="forum_reading_once",
                violation_error_message="La lecture de ce forum est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.forum}"
