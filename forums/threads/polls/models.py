"""A poll: choices under the first message of a topic, one vote a person until its closing day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forums.threads.topics.models import Topic

FEWEST_CHOICES, MOST_CHOICES = 2, 8


class PollQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the topics that `user` sees, but for a first message that is taken back, or hidden by moderation
        from others than its author: the choices are a part of it.
        """
        first = Topic._meta.get_field("posts").related_model.objects.filter(topic=models.OuterRef("topic"))
        first = first.order_by("created", "pk")
        polls = self.annotate(
            message_withdrawn=models.Subquery(first.values("withdrawn")[:1]),
            message_hidden=models.Subquery(first.values("hidden")[:1]),
        )
        is_readable = Q(message_hidden=None) | Q(topic__author=user.pk)
        return polls.filter(is_readable, message_withdrawn=None, topic__in=Topic.objects.visible_to(user))


class Poll(models.Model):
    """It closes by itself, on the evening of its last day: nothing is done to it then."""

    topic = models.OneToOneField(Topic, verbose_name="sujet", on_delete=models.CASCADE, related_name="poll")
    several = models.BooleanField("plusieurs réponses", default=False)
    closes = models.DateField("dernier jour du vote")

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = "sondage"
        verbose_name_plural = "sondages"

    def __str__(self) -> str:
        return f"Sondage de «\u00a0{self.topic}\u00a0»"

    @property
    def is_closed(self) -> bool:
        return timezone.localdate() > self.closes


class PollChoice(models.Model):
    poll = models.ForeignKey(Poll, verbose_name="sondage", on_delete=models.CASCADE, related_name="choices")
    rank = models.PositiveSmallIntegerField("rang")
    text = models.CharField("réponse possible", max_length=140)

    class Meta:
        verbose_name = "réponse possible d’un sondage"
        verbose_name_plural = "réponses possibles des sondages"
        ordering = ["poll", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "rank"],
                name="poll_choice_once_at_its_rank",
                violation_error_message="Une réponse du sondage est déjà à cette place.",
            ),
            models.UniqueConstraint(
                fields=["poll", "text"],
                name="poll_choice_once",
                violation_error_message="Cette réponse est déjà dans le sondage.",
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=MOST_CHOICES),
                name="poll_has_few_choices",
                violation_error_message=f"Un sondage a {MOST_CHOICES} réponses possibles au plus.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """What a member chose. Once the account is erased, or the poll closed for long, it counts without a name."""

    poll = models.ForeignKey(Poll, verbose_name="sondage", on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="membre",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="poll_votes",
    )
    choices = models.ManyToManyField(PollChoice, verbose_name="réponses", related_name="votes")

    class Meta:
        verbose_name = "vote"
        verbose_name_plural = "votes"
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "member"],
                name="poll_voted_once",
                violation_error_message="Vous avez déjà voté dans ce sondage.",
            )
        ]

    def __str__(self) -> str:
        return f"Vote dans «\u00a0{self.poll.topic}\u00a0»"
