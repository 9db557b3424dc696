"""A person enrolled in a workshop open to all by a team of the network: people who come often have no e-mail address.

A first name and an initial are enough. Names are erased a month after the workshop; the rows stay, to be counted.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

NAME_LENGTH = 60
# After the day of the workshop, names and telephone numbers go.
KEPT = timedelta(days=30)


class BookingQuerySet(models.QuerySet):
    def named(self):
        """Return those whose name is not erased."""
        return self.exclude(name="")

    def seated(self):
        return self.filter(is_waiting=False)

    def waiting(self):
        """Return the waiting list, the first who asked first."""
        return self.filter(is_waiting=True)

    def readable_by(self, user, *, whole_list: bool):
        """Return the whole list to those who run the workshop, to other members the people whom they enrolled."""
        return self.named() if whole_list else self.named().filter(enrolled_by=user)


class Booking(models.Model):
    workshop = models.ForeignKey(
        OpenWorkshop, verbose_name="atelier", on_delete=models.CASCADE, related_name="bookings"
    )
    name = models.CharField("prénom et initiale", max_length=NAME_LENGTH, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    is_waiting = models.BooleanField("en attente", default=False)
    came = models.BooleanField("est venue", null=True, blank=True, editable=False)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="inscrite par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("inscrite le", default=timezone.now, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription à un atelier"
        verbose_name_plural = "inscriptions aux ateliers"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                Lower("name"),
                condition=~Q(name=""),
                name="booking_named_once",
                violation_error_message=(
                    "Cette personne est déjà inscrite\u00a0; pour une autre du même prénom, ajoutez une lettre."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Nom effacé"
