"""A message being written: one for each member and place, a new topic of a forum or an answer in a topic."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic

# Fields of the form that a draft keeps.
FIELDS = ("title", "body", "tags", "kind", "choices", "several", "closes")


class MessageDraft(models.Model):
    """`version` grows at each save: a window that has not seen the last one does not write over it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="+"
    )
    forum = models.ForeignKey(
        Forum, verbose_name="nouveau sujet dans", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, verbose_name="réponse dans", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    title = models.TextField("titre", blank=True)
    body = models.TextField("message", blank=True)
    tags = models.TextField("mots-clés", blank=True)
    # As the form sends them: a new topic has more than a message.
    kind = models.TextField("sorte", blank=True, db_default="")
    choices = models.TextField("réponses d’un sondage", blank=True, db_default="")
    several = models.TextField("plusieurs réponses", blank=True, db_default="")
    closes = models.TextField("dernier jour du vote", blank=True, db_default="")
    version = models.PositiveIntegerField("version", default=0)
    saved = models.DateTimeField("gardé le", default=timezone.now)

    class Meta:
        verbose_name = "brouillon de message"
        verbose_name_plural = "brouillons de messages"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "forum"],
                name="one_draft_of_topic_for_member_and_forum",
                violation_error_message="Un brouillon de sujet attend déjà dans ce forum.",
            ),
            models.UniqueConstraint(
                fields=["member", "topic"],
                name="one_draft_of_answer_for_member_and_topic",
                violation_error_message="Un brouillon de réponse attend déjà dans ce sujet.",
            ),
            models.CheckConstraint(
                condition=Q(forum=None) ^ Q(topic=None),
                name="draft_of_message_has_one_place",
                violation_error_message="Un brouillon est celui d’un sujet ou d’une réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"Brouillon dans «\u00a0{self.forum or self.topic}\u00a0»"

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by field of the form."""
        return {name: getattr(self, name) for name in FIELDS}
