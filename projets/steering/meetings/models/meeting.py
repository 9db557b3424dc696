"""A meeting of the steering committee: when, where, and how far it is; who attended."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.steering.committee.models import HOLDER_LENGTH, Mandate
from projets.steering.committee.permissions import may_keep_committee
from projets.steering.enums import TO_COME, WRITABLE, SteeringPresence, SteeringState
from reseau.permissions import is_network_member
from reseau.texts.wording import day_in_full, hours_in_words

PLACE_LENGTH, REASON_LENGTH = 200, 400


class SteeringMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all meetings to the coordination, those that were convened to other members, none to anybody else."""
        if may_keep_committee(user):
            return self.all()
        return self.exclude(convened_at=None) if is_network_member(user) else self.none()

    def kept(self):
        return self.exclude(state=SteeringState.CANCELLED)

    def after(self, meeting: "SteeringMeeting"):
        """Return the meetings that were held after another one: those that may approve its minutes."""
        later = Q(date__gt=meeting.date) | Q(date=meeting.date, start__gte=meeting.end)
        return self.filter(later, state__in=[SteeringState.HELD, SteeringState.APPROVED])


class SteeringMeeting(models.Model):
    """`convened_at`: when it was first convened; it stays where the meeting is cancelled afterwards.

    `approved_in`: the later meeting that approved its minutes.
    """

    date = models.DateField("jour", validators=DAY_VALIDATORS)
    start = models.TimeField("de")
    end = models.TimeField("à")
    place = models.CharField("lieu", max_length=PLACE_LENGTH)
    state = models.CharField("état", max_length=10, choices=SteeringState, default=SteeringState.PLANNED)
    reason = models.CharField("pourquoi elle est annulée", max_length=REASON_LENGTH, blank=True)
    convened_at = models.DateTimeField("convoquée le", null=True, blank=True, editable=False)
    approved_in = models.ForeignKey(
        "self",
        verbose_name="compte rendu approuvé à",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created = models.DateTimeField("créée le", default=timezone.now, editable=False)
    changed = models.DateTimeField("changée le", auto_now=True)

    objects = SteeringMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "séance du comité"
        verbose_name_plural = "séances du comité"
        ordering = ["-date", "-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="steering_meeting_ends_after_it_starts",
                violation_error_message="L’heure de fin doit suivre l’heure de début.",
            ),
            models.CheckConstraint(
                condition=(Q(state=SteeringState.CANCELLED) & ~Q(reason=""))
                | (~Q(state=SteeringState.CANCELLED) & Q(reason="")),
                name="steering_meeting_cancelled_with_a_reason",
                violation_error_message="Dites pourquoi cette séance est annulée.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SteeringState.PLANNED, SteeringState.CANCELLED]) | Q(convened_at__isnull=False),
                name="steering_meeting_held_once_convened",
                violation_error_message="Une séance se tient après avoir été convoquée.",
            ),
            models.CheckConstraint(
                condition=Q(state=SteeringState.APPROVED, approved_in__isnull=False)
                | (~Q(state=SteeringState.APPROVED) & Q(approved_in__isnull=True)),
                name="steering_minutes_approved_in_a_meeting",
                violation_error_message="Un compte rendu est approuvé à une séance.",
            ),
        ]

    def __str__(self) -> str:
        return f"Comité de pilotage du {day_in_full(self.date, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("projets:steering_meeting", args=[self.pk])

    @property
    def tone(self) -> str:
        return SteeringState(self.state).tone

    @property
    def is_to_come(self) -> bool:
        return self.state in TO_COME

    @property
    def took_place(self) -> bool:
        return self.state in (SteeringState.HELD, SteeringState.APPROVED)

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.end)

    @property
    def when(self) -> str:
        """« jeudi 3 décembre 2026, 9 h – 12 h »."""
        return f"{day_in_full(self.date)}, {self.hours}"

    @property
    def begins_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.start))

    @property
    def ends_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.end))


class SteeringAttendance(models.Model):
    """Whether the holder of a position came, was excused, or was represented and by whom."""

    meeting = models.ForeignKey(
        SteeringMeeting, verbose_name="séance", on_delete=models.PROTECT, related_name="attendances"
    )
    mandate = models.ForeignKey(Mandate, verbose_name="mandat", on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField("présence", max_length=8, choices=SteeringPresence)
    stand_in = models.CharField("par qui", max_length=HOLDER_LENGTH, blank=True)

    class Meta:
        verbose_name = "présence au comité"
        verbose_name_plural = "présences au comité"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "mandate"],
                name="steering_attendance_once",
                violation_error_message="La présence de cette fonction est déjà notée.",
            ),
            models.CheckConstraint(
                condition=(Q(presence=SteeringPresence.REPRESENTED) & ~Q(stand_in=""))
                | (~Q(presence=SteeringPresence.REPRESENTED) & Q(stand_in="")),
                name="steering_attendance_says_by_whom",
                violation_error_message="Dites par qui, pour une fonction représentée et pour elle seule.",
            ),
        ]

    def __str__(self) -> str:
        words = self.get_presence_display().lower()
        return f"{self.mandate}, {words} par {self.stand_in}" if self.stand_in else f"{self.mandate}, {words}"
