"""The annual plan: how many training half-days the département promises, and how many were planned and delivered."""

from django.db import models
from django.urls import reverse

DEFAULT_TARGET = 32


class AnnualPlan(models.Model):
    """The yearly promise: 16 days, counted as 32 half-days."""

    year = models.PositiveSmallIntegerField("année", unique=True)
    target = models.PositiveSmallIntegerField("objectif en demi-journées", default=DEFAULT_TARGET)

    class Meta:
        verbose_name = "plan annuel"
        verbose_name_plural = "plans annuels"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Plan de formation {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("formation:plan", args=[self.year])
