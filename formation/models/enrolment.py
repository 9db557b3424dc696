"""An enrolment: an animator in a session, confirmed within the capacity or waiting for a place."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.models.session import Session


class EnrolmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=EnrolmentStatus.CONFIRMED)

    def waiting(self):
        return self.filter(status=EnrolmentStatus.WAITING)

    def active(self):
        return self.exclude(status=EnrolmentStatus.CANCELLED)


class Enrolment(models.Model):
    """One row for a member and a session; who comes back after leaving gets a new `requested_at`, hence a new rank."""

    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="enrolments")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="enrolments"
    )
    status = models.CharField("état", max_length=10, choices=EnrolmentStatus)
    requested_at = models.DateTimeField("demandée le", default=timezone.now)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["requested_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="enrolment_once_in_session",
                violation_error_message="Cette personne est déjà inscrite à cette session.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.session} ({self.get_status_display()})"
