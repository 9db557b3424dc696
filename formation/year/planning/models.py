"""Trainers, their trainings, usual days and absences; waivers of the soft rules."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator, is_network_member
from reseau.texts.wording import day_in_full


class TrainerProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for coordinators, their own for trainers."""
        if not is_network_member(user):
            return self.none()
        return self.all() if is_coordinator(user) else self.filter(member=user)

    def active(self):
        """Profiles of members who work in the network today."""
        return self.filter(member__in=Member.objects.in_network())


class TrainerProfile(models.Model):
    """The coordination chooses the trainings, the trainer chooses the days. No day means any working day."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="trainer_profile"
    )
    trainings = models.ManyToManyField(
        TrainingPage, verbose_name="formations données", blank=True, related_name="trainers"
    )
    weekdays = models.JSONField("jours habituels", default=list, blank=True)

    objects = TrainerProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profil de formateur"
        verbose_name_plural = "profils de formateurs"
        ordering = ["member__search_name", "pk"]

    def __str__(self) -> str:
        return str(self.member)


class UnavailabilityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The trainer's own: nobody else reads the reasons. The search for a date only reads the days."""
        return self.filter(profile__member=user) if is_network_member(user) else self.none()

    def to_come(self):
        return self.filter(last__gte=timezone.localdate())


class Unavailability(models.Model):
    """Days when a trainer gives no training, both ends included."""

    profile = models.ForeignKey(
        TrainerProfile, verbose_name="formateur", on_delete=models.CASCADE, related_name="unavailabilities"
    )
    first = models.DateField("du")
    last = models.DateField("au (inclus)")
    reason = models.CharField("raison", max_length=120, blank=True)

    objects = UnavailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "indisponibilité"
        verbose_name_plural = "indisponibilités"
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="unavailability_ends_after_start",
                violation_error_message="Le dernier jour ne peut pas précéder le premier.",
            )
        ]

    def __str__(self) -> str:
        if self.first == self.last:
            return day_in_full(self.first).capitalize()
        return f"Du {day_in_full(self.first)} au {day_in_full(self.last)}"

    def clean(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": "Le dernier jour ne peut pas précéder le premier."})


WAIVER_REASON_LENGTH = 200


class SessionWaiver(models.Model):
    """`bends` holds the sentences shown before the reason was given, one on each line."""

    session = models.OneToOneField(Session, verbose_name="session", on_delete=models.CASCADE, related_name="waiver")
    bends = models.TextField("règles non respectées")
    reason = models.CharField("motif de la dérogation", max_length=WAIVER_REASON_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "dérogation d’une session"
        verbose_name_plural = "dérogations des sessions"

    def __str__(self) -> str:
        return f"{self.session}\u00a0: {self.reason}"

    @property
    def bend_list(self) -> list[str]:
        return self.bends.splitlines()
