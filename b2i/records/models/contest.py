"""A contest: a learner says that something in her record is not exact (right of rectification, RGPD article 16).

Contests and their answers are only ever added (`b2i.append_only`): the line stays, what she says is beside it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.append_only import HistoryEntry, HistoryQuerySet
from b2i.enums import ContestOutcome
from b2i.records.models.record import Evidence, Record


class ContestQuerySet(HistoryQuerySet):
    def awaiting(self):
        """Those that nobody has answered."""
        return self.filter(answer__isnull=True)

    def with_answer(self):
        """With the answer and who gave it, without a query more."""
        return self.select_related("answer__answered_by", "evidence__skill")


class Contest(HistoryEntry):
    """`evidence` is the line that is not exact; without it, something else of the record is."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="contests")
    evidence = models.ForeignKey(
        Evidence,
        verbose_name="ligne",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contests",
    )
    words = models.CharField("ce qui n’est pas exact", max_length=300)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = "contestation"
        verbose_name_plural = "contestations"
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="contest_says_something",
                violation_error_message="Dites ce qui n’est pas exact.",
            )
        ]

    def __str__(self) -> str:
        return self.words


class ContestAnswer(HistoryEntry):
    """What an animator of the EPM answers, once: put right, or kept and why."""

    contest = models.OneToOneField(
        Contest, verbose_name="contestation", on_delete=models.CASCADE, related_name="answer"
    )
    outcome = models.CharField("suite donnée", max_length=10, choices=ContestOutcome)
    words = models.CharField("réponse", max_length=300)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="répondu par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("répondu le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "réponse à une contestation"
        verbose_name_plural = "réponses aux contestations"
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="contest_answer_says_something",
                violation_error_message="Répondez en une ligne à la personne.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}\u00a0: {self.words}"
