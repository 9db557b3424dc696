"""Who gives which training, on which days as a rule, and when she cannot."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from formation.catalogue.models.training import TrainingPage
from reseau.members.models.member import Member
from reseau.permissions import is_coordinator
from reseau.wording import day_in_full


class TrainerProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Coordinators read all of them, a trainer her own."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        return self.all() if is_coordinator(user) else self.filter(member=user)

    def active(self):
        """Of members who work in the network today."""
        return self.filter(member__in=Member.objects.in_network())


class TrainerProfile(models.Model):
    """The coordination says which trainings she gives; she says when. No day ticked: any working day."""

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
        """Dates and reasons are the trainer's own; the search for a date only reads that she is not free."""
        return self.filter(profile__member=user) if user.is_authenticated and user.is_in_network else self.none()

    def to_come(self):
        return self.filter(last__gte=timezone.localdate())


class Unavailability(models.Model):
    """Days when a trainer gives no training, both included."""

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
