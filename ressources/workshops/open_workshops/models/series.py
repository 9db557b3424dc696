"""Workshops announced together: the same sheet in the same EPM, coming back at a rhythm."""

from django.db import models
from django.utils import timezone

from ressources.workshops.open_workshops.enums import Recurrence


class WorkshopSeries(models.Model):
    """What joins the dates of a workshop that comes back; each date is a workshop of its own."""

    rhythm = models.CharField("rythme", max_length=12, choices=Recurrence)
    created = models.DateTimeField("annoncée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "suite d’ateliers"
        verbose_name_plural = "suites d’ateliers"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_rhythm_display()
