"""An indicator: the figure of the site that a project wants to move, its target, and the day from which it counts."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from projets.portfolio.projects.days import DAY_VALIDATORS
from projets.portfolio.projects.models import Project

MOST_AIMED = 1_000_000


class Indicator(models.Model):
    """`figure`: name of a live figure. Its number is not stored."""

    project = models.ForeignKey(Project, verbose_name="projet", on_delete=models.CASCADE, related_name="indicators")
    figure = models.CharField("chiffre", max_length=40)
    target = models.PositiveIntegerField("objectif", validators=[MinValueValidator(1), MaxValueValidator(MOST_AIMED)])
    since = models.DateField("compté depuis le", validators=DAY_VALIDATORS)
    noted = models.DateTimeField("noté le", default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "indicateur"
        verbose_name_plural = "indicateurs"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "figure"],
                name="indicator_once_in_its_project",
                violation_error_message="Ce chiffre est déjà suivi par le projet.",
            ),
        ]

    def __str__(self) -> str:
        return self.figure
