"""A limitation: a record put aside at the learner’s request (RGPD, article 18). Only they read it, nothing changes.

Unlike an erasure, it can be lifted: the record is then as it was.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.people.learners.models.learner import Learner


class LimitationQuerySet(models.QuerySet):
    def live(self):
        """Return the limitations that were not lifted."""
        return self.filter(lifted_at__isnull=True)


class Limitation(models.Model):
    """`asked_by` is who did it: the learner, or an animator at their request."""

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="limitations")
    started_at = models.DateTimeField("mis de côté le", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="mis de côté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField("rouvert le", null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="rouvert par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = LimitationQuerySet.as_manager()

    class Meta:
        verbose_name = "livret mis de côté"
        verbose_name_plural = "livrets mis de côté"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(lifted_at__isnull=True),
                name="limitation_one_at_a_time",
                violation_error_message="Ce livret est déjà mis de côté.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("started_at")),
                name="limitation_lifted_after_it_starts",
                violation_error_message="Un livret se rouvre après avoir été mis de côté.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.started_at:%d/%m/%Y}"
