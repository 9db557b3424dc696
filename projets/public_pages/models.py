"""A figure of the public page of a chantier: its name, and the day from which it counts. Its number is not stored."""

from django.db import models

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.days import DAY_VALIDATORS


class ChantierFigure(models.Model):
    """`figure`: name of a live figure, counted in the whole network."""

    chantier = models.ForeignKey(
        Chantier, verbose_name="chantier", on_delete=models.CASCADE, related_name="public_figures"
    )
    figure = models.CharField("chiffre", max_length=40)
    since = models.DateField("compté depuis le", validators=DAY_VALIDATORS)

    class Meta:
        verbose_name = "chiffre public d’un chantier"
        verbose_name_plural = "chiffres publics des chantiers"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["chantier", "figure"],
                name="public_figure_once_in_its_chantier",
                violation_error_message="Ce chiffre est déjà sur la page.",
            ),
        ]

    def __str__(self) -> str:
        return self.figure
