"""The agreement of an employer that somebody teleworks, as the team of the place saw it; the bookings that come back.

Without an agreement, a seat is booked one half-day at a time.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accueil.telework.bookings.people import KEPT
from accueil.telework.seats.models import Seat, Telecentre
from reseau.texts.wording import day_in_full
from ressources.workshops.enums import Recurrence

NAME_LENGTH, EMPLOYER_LENGTH = 40, 80


class TeleworkAgreementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the places where `user` works."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        return self.filter(telecentre__epm__in=user.epm_ids)

    def current(self):
        """Return those that have not ended."""
        return self.filter(ends_on__gte=timezone.localdate())

    def named(self):
        return self.exclude(name="")

    def with_place(self):
        return self.select_related("telecentre__epm__commune__territory", "recorded_by")


class TeleworkAgreement(models.Model):
    """`name`: first name and initial. Names, employer and telephone are erased a month after `ends_on`."""

    telecentre = models.ForeignKey(
        Telecentre, verbose_name="télécentre", on_delete=models.PROTECT, related_name="agreements"
    )
    name = models.CharField("prénom et initiale", max_length=NAME_LENGTH, blank=True)
    employer = models.CharField("employeur", max_length=EMPLOYER_LENGTH, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = TeleworkAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "accord de télétravail"
        verbose_name_plural = "accords de télétravail"
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="telework_agreement_ends_after_it_starts",
                violation_error_message="L’accord finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Nom effacé"

    def get_absolute_url(self) -> str:
        return reverse("accueil:telework_agreement", args=[self.pk])

    @property
    def period(self) -> str:
        return f"du {day_in_full(self.starts_on, 'j F Y')} au {day_in_full(self.ends_on, 'j F Y')}"

    @property
    def erased_on(self) -> datetime.date:
        return self.ends_on + KEPT


class SeatSeries(models.Model):
    """A seat that comes back for the same person, as each Tuesday. Each half-day is a `SeatBooking`, to confirm."""

    agreement = models.ForeignKey(
        TeleworkAgreement, verbose_name="accord", on_delete=models.PROTECT, related_name="series"
    )
    seat = models.ForeignKey(Seat, verbose_name="poste", on_delete=models.PROTECT, related_name="series")
    rhythm = models.CharField("rythme", max_length=12, choices=Recurrence)
    starts_on = models.DateField("à partir du")
    until = models.DateField("jusqu’au")
    stopped_on = models.DateField("arrêtée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "réservation qui revient"
        verbose_name_plural = "réservations qui reviennent"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on")),
                name="seat_series_ends_after_it_starts",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.get_rhythm_display().lower()}, {day_in_full(self.starts_on, 'l')}"

    @property
    def period(self) -> str:
        return f"du {day_in_full(self.starts_on, 'j F Y')} au {day_in_full(self.until, 'j F Y')}"
