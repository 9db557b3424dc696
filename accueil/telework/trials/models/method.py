"""A version of the method of trials: what is counted and what is not, rebound effects, factors with their source."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accueil.telework.trials.enums import MethodFactor

SOURCE_LENGTH, WORDS_LENGTH = 200, 1_500


class TrialMethod(models.Model):
    """Never changed: a correction is another version. A trial keeps the version with which it is counted."""

    words = models.TextField("méthode", validators=[MaxLengthValidator(WORDS_LENGTH)])
    rebound_words = models.TextField("effets rebond", validators=[MaxLengthValidator(WORDS_LENGTH)])
    recorded = models.DateTimeField("notée le", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="notée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "méthode des expérimentations"
        verbose_name_plural = "méthodes des expérimentations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Version {self.pk}"

    @property
    def values(self) -> dict[str, Decimal]:
        """Value of each factor. One query, none if they are prefetched."""
        return {factor.name: factor.value for factor in self.factors.all()}


class TrialFactor(models.Model):
    """One number of a version, and where it comes from."""

    method = models.ForeignKey(TrialMethod, verbose_name="méthode", on_delete=models.CASCADE, related_name="factors")
    name = models.CharField("facteur", max_length=20, choices=MethodFactor)
    value = models.DecimalField("valeur", max_digits=6, decimal_places=1)
    source = models.CharField("source", max_length=SOURCE_LENGTH)

    class Meta:
        verbose_name = "facteur d’une méthode"
        verbose_name_plural = "facteurs des méthodes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "name"],
                name="trial_factor_once_in_its_method",
                violation_error_message="Ce facteur est déjà dans cette version.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="trial_factor_not_negative",
                violation_error_message="Un facteur est positif ou nul.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_name_display()

    @property
    def value_words(self) -> str:
        """« 35,2 g », « 7 heures »."""
        number = f"{self.value:.1f}".removesuffix(".0").replace(".", ",")
        return f"{number}\u00a0{MethodFactor(self.name).unit}"
