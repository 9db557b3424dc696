"""A session: one run of a training in an EPM, over one or several half-days."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from formation.enums import DayPart, SessionStatus
from formation.models.catalogue import TrainingPage
from reseau.models import EPM


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sessions are for members of the network."""
        return self.all() if user.is_authenticated and user.is_in_network else self.none()

    def upcoming(self):
        """Sessions not cancelled whose first half-day is today or later, the nearest first."""
        return (
            self.exclude(status=SessionStatus.CANCELLED)
            .annotate(first_day=models.Min("half_days__date"))
            .filter(first_day__gte=timezone.localdate())
            .order_by("first_day", "pk")
        )


class Session(models.Model):
    """A session holds 1 to `capacity` people. The attendance of each half-day is closed on its own."""

    training = models.ForeignKey(
        TrainingPage, verbose_name="formation", on_delete=models.PROTECT, related_name="sessions"
    )
    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="training_sessions")
    capacity = models.PositiveSmallIntegerField("places")
    status = models.CharField("état", max_length=10, choices=SessionStatus, default=SessionStatus.OPEN)
    note = models.CharField("à savoir avant de venir", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ouverte par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("ouverte le", default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessions"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1),
                name="session_has_a_place",
                violation_error_message="Une session a au moins une place.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.training}, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("formation:session", args=[self.pk])

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED


class HalfDay(models.Model):
    """Half a day of a session. It counts as delivered once its attendance is closed with somebody present."""

    session = models.ForeignKey(Session, verbose_name="session", on_delete=models.CASCADE, related_name="half_days")
    date = models.DateField("date")
    part = models.CharField("moment", max_length=10, choices=DayPart)
    start = models.TimeField("de")
    end = models.TimeField("à")
    closed_at = models.DateTimeField("émargement clos le", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="clos par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = "demi-journée"
        verbose_name_plural = "demi-journées"
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date", "part"],
                name="half_day_once_in_session",
                violation_error_message="Cette demi-journée est déjà dans la session.",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="half_day_ends_after_start",
                violation_error_message="L’heure de fin doit suivre l’heure de début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_part_display()}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
