"""The annual plan: how many training half-days the département promises for a year, and with which budget."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

DEFAULT_TARGET = 32
MAX_TARGET = 500
# A session is worth opening in a territory where this many people want the same thing.
DEFAULT_VOICES = 6
YEARS_AROUND = 10


def has_page(year: int) -> bool:
    """Return whether the plan of `year` has a page: from ten years before this one to ten years after."""
    return abs(year - timezone.localdate().year) <= YEARS_AROUND


class AnnualPlanQuerySet(models.QuerySet):
    def of_year(self, year: int) -> "AnnualPlan":
        """Return the plan of that year, or an unsaved one with the default target."""
        return self.filter(year=year).first() or AnnualPlan(year=year)


class AnnualPlan(models.Model):
    """The yearly promise: 16 days, counted as 32 half-days."""

    year = models.PositiveSmallIntegerField("année", unique=True)
    target = models.PositiveSmallIntegerField(
        "objectif en demi-journées",
        default=DEFAULT_TARGET,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_TARGET)],
        help_text="Une journée compte pour deux demi-journées\u00a0: 16 jours font 32.",
    )
    budget = models.PositiveIntegerField("budget en euros", null=True, blank=True)
    enough_voices = models.PositiveSmallIntegerField(
        "voix qui suffisent pour proposer une session",
        default=DEFAULT_VOICES,
        validators=[MinValueValidator(1)],
        help_text="Dans un même territoire, pour un même besoin.",
    )

    mileage_rate = models.DecimalField(
        "indemnité kilométrique des bénévoles, en euros",
        max_digits=5,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Pour leurs feuilles de frais. Vide\u00a0: la colonne des montants se remplit à la main.",
    )

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan annuel"
        verbose_name_plural = "plans annuels"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Plan de formation {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("formation:plan", args=[self.year])
