"""A télécentre and its seats. A télécentre is part of an EPM, which opens it, closes it and keeps its page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accueil.telework.enums import SeatFeature
from formation.enums import DayPart
from reseau.enums import Weekday
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from reseau.texts.wording import join_words, weekdays_in_words

ADVICE_LENGTH = 300
NAME_LENGTH = 40
# How many days before a date that comes back must be confirmed, at least and at most.
LEAST_NOTICE, MOST_NOTICE = 1, 14


def _days_in_words(days: list[int]) -> str:
    """Return « du lundi au vendredi » for three days in a row and more, else « le mardi et le samedi »."""
    first, last = days[0], days[-1]
    if len(days) > 2 and days == list(range(first, last + 1)):
        return f"du {Weekday(first).label} au {Weekday(last).label}"
    return weekdays_in_words(days)


class TelecentreQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those that are open, in open places: for everybody."""
        return self.filter(is_open=True, epm__in=EPM.objects.visible_to(user).open().order_by())

    def with_place(self):
        return self.select_related("epm__commune__territory")


class Telecentre(models.Model):
    """`mornings` and `afternoons`: days of the week, 0 being Monday. `notice_days`: see `SeatBooking.confirm_by`."""

    epm = models.OneToOneField(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="telecentre")
    mornings = models.JSONField("matins ouverts", default=list, blank=True)
    afternoons = models.JSONField("après-midis ouverts", default=list, blank=True)
    advice = models.CharField("pour venir", max_length=ADVICE_LENGTH, blank=True)
    notice_days = models.PositiveSmallIntegerField("jours pour confirmer", default=2)
    is_open = models.BooleanField("ouvert", default=True)
    changed = models.DateTimeField("changé le", default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="changé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = TelecentreQuerySet.as_manager()

    class Meta:
        verbose_name = "télécentre"
        verbose_name_plural = "télécentres"
        ordering = ["epm__search_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notice_days__range=(LEAST_NOTICE, MOST_NOTICE)),
                name="telecentre_notice_of_some_days",
                violation_error_message=f"Laissez de {LEAST_NOTICE} à {MOST_NOTICE} jours pour confirmer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Télécentre, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("accueil:telecentre", args=[self.epm.slug])

    @property
    def day_url(self) -> str:
        """Address of the day, for the team."""
        return reverse("accueil:seat_day", args=[self.epm.slug])

    def weekdays_of(self, part: str) -> list[int]:
        return self.mornings if part == DayPart.MORNING else self.afternoons

    @property
    def week_words(self) -> list[str]:
        """« Matin et après-midi : du lundi au vendredi », or a line for each part of the day."""
        if self.mornings == self.afternoons:
            return [f"Matin et après-midi\u00a0: {_days_in_words(self.mornings)}"] if self.mornings else []
        parts = (("Matin", self.mornings), ("Après-midi", self.afternoons))
        return [f"{name}\u00a0: {_days_in_words(days)}" for name, days in parts if days]


class SeatQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_in_use=True)


class Seat(models.Model):
    """`equipment`: values of `SeatFeature`. A seat that is no longer in use keeps its past bookings."""

    telecentre = models.ForeignKey(
        Telecentre, verbose_name="télécentre", on_delete=models.PROTECT, related_name="telework_seats"
    )
    name = models.CharField("nom", max_length=NAME_LENGTH)
    equipment = models.JSONField("équipement", default=list, blank=True)
    is_in_use = models.BooleanField("en service", default=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "poste de télétravail"
        verbose_name_plural = "postes de télétravail"
        ordering = ["telecentre", Folded("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["telecentre", "name"],
                name="seat_named_once_in_its_telecentre",
                violation_error_message="Un poste de ce télécentre porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def features(self) -> list[str]:
        """Labels of what it offers, in the order of the list."""
        return [feature.label for feature in SeatFeature if feature.value in self.equipment]

    @property
    def features_words(self) -> str:
        return join_words([label.lower() for label in self.features])
