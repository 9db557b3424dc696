"""A month of a place: open or confirmed, its corrections, and the figures that its team confirmed."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from reseau.permissions import is_network_member, watched_territories
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

CODE_LENGTH = 70
MOST = 100_000


def next_month(first_day: datetime.date) -> datetime.date:
    """Return the first day of the month after."""
    return (first_day + datetime.timedelta(days=31)).replace(day=1)


class ActivityMonthQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the months of the places where `user` works, and of the territories that they watch."""
        if not is_network_member(user):
            return self.none()
        return self.filter(Q(epm__in=user.epm_ids) | Q(epm__commune__territory__in=watched_territories(user)))

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def of_year(self, year: int):
        return self.filter(first_day__year=year)


class ActivityMonth(models.Model):
    """One month of a place. `confirmed_at`: the team said that its figures are right; None while it is open."""

    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.CASCADE, related_name="activity_months")
    first_day = models.DateField("premier jour du mois")
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="confirmé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ActivityMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "mois d’activité"
        verbose_name_plural = "mois d’activité"
        ordering = ["-first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "first_day"],
                name="activity_month_once_a_place",
                violation_error_message="Ce lieu a déjà ce mois.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by__isnull=True),
                name="activity_month_confirmed_at_a_moment",
                violation_error_message="Un mois ouvert n’a été confirmé par personne.",
            ),
        ]

    def __str__(self) -> str:
        return f"{day_in_full(self.first_day, 'F Y')}, {self.epm}"

    def get_absolute_url(self) -> str:
        return reverse("qualite:activity_month", args=[self.epm.slug, self.first_day.year, self.first_day.month])

    def clean(self) -> None:
        """Refuse another day than the first: no constraint that both databases hold can read a part of a date."""
        if self.first_day and self.first_day.day != 1:
            raise ValidationError({"first_day": "Un mois commence le premier."})

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class FigureCorrection(models.Model):
    """The number that a team gives instead of the computed one, which stays in sight, and why."""

    month = models.ForeignKey(ActivityMonth, verbose_name="mois", on_delete=models.CASCADE, related_name="corrections")
    measure = models.CharField("chiffre", max_length=CODE_LENGTH)
    value = models.PositiveIntegerField("nombre corrigé")
    reason = models.CharField("pourquoi", max_length=200)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="corrigé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    corrected_at = models.DateTimeField("corrigé le")

    class Meta:
        verbose_name = "correction d’un chiffre"
        verbose_name_plural = "corrections de chiffres"
        ordering = ["month", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "measure"],
                name="figure_corrected_once_a_month",
                violation_error_message="Ce chiffre est déjà corrigé.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="figure_correction_says_why",
                violation_error_message="Dites pourquoi ce nombre.",
            ),
            models.CheckConstraint(
                condition=Q(value__lte=MOST),
                name="figure_correction_is_of_a_place",
                violation_error_message="Ce nombre est trop grand pour un mois.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}\u00a0: {self.value}"


class ConfirmedFigure(models.Model):
    """A figure of a confirmed month, frozen: `value` counts in reports; `computed` is what the site had then.

    A measure without a row was not counted that month: it is missing, and not zero.
    """

    month = models.ForeignKey(ActivityMonth, verbose_name="mois", on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField("chiffre", max_length=CODE_LENGTH)
    value = models.PositiveIntegerField("nombre confirmé")
    computed = models.PositiveIntegerField("nombre calculé", null=True, blank=True)

    class Meta:
        verbose_name = "chiffre confirmé"
        verbose_name_plural = "chiffres confirmés"
        ordering = ["month", "measure"]
        indexes = [models.Index(fields=["measure", "month"], name="confirmed_measure_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "measure"],
                name="figure_confirmed_once_a_month",
                violation_error_message="Ce chiffre est déjà confirmé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}\u00a0: {self.value}"
