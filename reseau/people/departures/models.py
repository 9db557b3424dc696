"""The journal of departures: who closed a position, what it held and to whom it passed, and whether it was undone."""

import datetime

from django.db import models
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM

# A mistake is seen within two weeks; later, too much has changed.
DAYS_TO_UNDO = 14


class DepartureQuerySet(models.QuerySet):
    def to_undo_by(self, user):
        """Return the latest ones that `user` may undo: those that they noted; all of them for the coordination."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        since = timezone.now() - datetime.timedelta(days=DAYS_TO_UNDO)
        recent = self.filter(undone_at=None, closed_position__isnull=False, at__gte=since)
        return recent if user.is_coordinator else recent.filter(closed_by=user.pk)


class Departure(models.Model):
    """`lines`: a list of {label, count, to}, in words, as they were on that day; {back} once undone.

    `closed_position`, `previous_end` and `handed_over`, a list of {name, keys, heir}, are what brings things back.
    """

    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="departures")
    position = models.CharField("poste", max_length=200)
    closed_position = models.ForeignKey(
        Position, verbose_name="poste fermé", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    previous_end = models.DateField("fin prévue du poste", null=True, blank=True)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.SET_NULL, null=True, blank=True, related_name="departures"
    )
    lines = models.JSONField("ce qui a été transmis", default=list, blank=True)
    handed_over = models.JSONField("de quoi revenir en arrière", null=True, blank=True)
    closed_by = models.ForeignKey(
        Member, verbose_name="fermé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)
    undone_at = models.DateTimeField("annulé le", null=True, blank=True)
    undone_by = models.ForeignKey(
        Member, verbose_name="annulé par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = "départ"
        verbose_name_plural = "départs"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_by=None) | models.Q(undone_at__isnull=False),
                name="departure_undone_on_a_day",
                violation_error_message="Un départ annulé l’a été un jour.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.position}"

    @property
    def last_day_to_undo(self) -> datetime.date:
        return timezone.localdate(self.at) + datetime.timedelta(days=DAYS_TO_UNDO)
