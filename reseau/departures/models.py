"""The journal of departures: who closed a position, what it held and to whom it passed."""

from django.db import models
from django.utils import timezone

from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


class Departure(models.Model):
    """`lines`: a list of {label, count, to}, in words, as they were on that day."""

    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="departures")
    position = models.CharField("poste", max_length=200)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.SET_NULL, null=True, blank=True, related_name="departures"
    )
    lines = models.JSONField("ce qui a été transmis", default=list, blank=True)
    closed_by = models.ForeignKey(
        Member, verbose_name="fermé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "départ"
        verbose_name_plural = "départs"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.member}, {self.position}"
