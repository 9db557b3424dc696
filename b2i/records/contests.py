"""What learners contest in their record, and the answer: the right of rectification (RGPD, article 16)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.records.enums import ContestOutcome
from b2i.records.models import Evidence, Record


class ContestQuerySet(HistoryQuerySet):
    def awaiting(self):
        """Return the contests without an answer."""
        return self.filter(answer__isnull=True)

    def with_answer(self):
        """Join the answer and its author."""
        return self.select_related("answer__answered_by", "evidence__skill")


class Contest(HistoryEntry):
    """A statement by the learner that something is not exact. `evidence` is None if it is not about a line."""

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

    @property
    def given_answer(self) -> "ContestAnswer | None":
        return getattr(self, "answer", None)


class ContestAnswer(HistoryEntry):
    """The single answer of an animator: corrected, removed or kept, with a reason."""

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
