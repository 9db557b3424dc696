"""Wrong hours reported by visitors, until the team of the place checks them."""

from django.db import models

from reseau.directory.place_hours.enums import WrongHours
from reseau.places.models.epm import EPM


class HoursReportQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(settled_on=None)


class HoursReport(models.Model):
    """Nobody signs a report: it is about the place, and its team answers by checking the record."""

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="hours_reports")
    problem = models.CharField("ce qui ne va pas", max_length=8, choices=WrongHours)
    note = models.CharField("précision", max_length=300, blank=True)
    created = models.DateTimeField("signalé le", auto_now_add=True)
    announced_on = models.DateTimeField("annoncé à l’équipe le", null=True, blank=True)
    settled_on = models.DateField("horaires vérifiés le", null=True, blank=True)

    objects = HoursReportQuerySet.as_manager()

    class Meta:
        verbose_name = "signalement d’horaires"
        verbose_name_plural = "signalements d’horaires"
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return f"{self.epm}, {self.get_problem_display()}"
