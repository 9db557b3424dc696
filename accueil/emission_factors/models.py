"""A version of the emission factor: how much CO2 a kilometre by car emits, who says so, and how it is used."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.texts.wording import day_in_full

# No car on the road is outside these bounds.
LEAST, MOST = 1, 1_000


def begins_a_month(day: datetime.date) -> None:
    if day.day != 1:
        raise ValidationError("Un facteur commence le premier jour d’un mois.")


class EmissionFactor(models.Model):
    """Never changed: a correction is another version, from the same month or another one.

    `grams` of CO2 equivalent for a kilometre of one car. `applies_from`: the first day of a month, so that figures by
    month have one factor each.
    """

    grams = models.DecimalField(
        "grammes de CO₂ par kilomètre",
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
    )
    applies_from = models.DateField("à partir du", validators=[begins_a_month])
    source = models.CharField("source", max_length=200)
    source_url = models.URLField("adresse de la source", max_length=300, blank=True)
    method = models.TextField("méthode", validators=[MaxLengthValidator(800)])
    recorded = models.DateTimeField("noté le", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="noté par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = "facteur d’émission"
        verbose_name_plural = "facteurs d’émission"
        ordering = ["-applies_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grams__gte=LEAST) & Q(grams__lte=MOST),
                name="factor_of_a_car",
                violation_error_message=f"Un facteur va de {LEAST} à {MOST}\u00a0grammes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}, depuis {day_in_full(self.applies_from, 'F Y')}"

    @property
    def words(self) -> str:
        """« 193 g de CO₂ par kilomètre »."""
        grams = f"{self.grams:.1f}".removesuffix(".0").replace(".", ",")
        return f"{grams}\u00a0g de CO₂ par kilomètre"
