"""Published open data: files kept as they were, whatever is cleaned or weighted afterwards."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from reseau.texts.elision import of


class PublishedOpenData(models.Model):
    """What visitors take of a closed campaign. `archive`: the package, from which the table alone is read.

    `facts`: its numbers and its dictionary, see `published_facts`; `choice`: what was chosen, see `OpenChoice.kept`.
    """

    campaign = models.OneToOneField(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="open_data"
    )
    published_on = models.DateTimeField("publiées le", default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="publiées par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    choice = models.JSONField("questions choisies")
    facts = models.JSONField("description")
    archive = models.BinaryField("archive")

    class Meta:
        verbose_name = "données ouvertes d’une enquête"
        verbose_name_plural = "données ouvertes des enquêtes"
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return f"Données ouvertes {of(self.campaign)}"

    def get_absolute_url(self) -> str:
        return reverse("enquetes:open_data", args=[self.campaign.slug])
