"""A following: a further EPM reads and extends a learner’s record on their consent, until it ends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.learner import Learner
from reseau.places.models.epm import EPM


class FollowingQuerySet(models.QuerySet):
    def live(self):
        """Return the followings that have not ended."""
        return self.filter(until__isnull=True)


class Following(models.Model):
    """A further EPM of a learner. The EPM that keeps the record (`Learner.epm`) has no following."""

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="followings")
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="followings")
    consent = models.ForeignKey(Consent, verbose_name="accord", on_delete=models.CASCADE, related_name="followings")
    since = models.DateTimeField("depuis", default=timezone.now)
    until = models.DateTimeField("jusqu’à", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="arrêté par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "epm"],
                condition=Q(until__isnull=True),
                name="following_once_by_an_epm",
                violation_error_message="Cet EPM suit déjà cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="following_ends_after_it_starts",
                violation_error_message="Un suivi s’arrête après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.epm}"
