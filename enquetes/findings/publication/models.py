"""Published results: figures kept as they were, so that nobody learns from what changed between two days."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from reseau.texts.elision import of


class PublishedResults(models.Model):
    """What visitors read of a closed campaign. `content`: the parts with their figures, see `published_parts`."""

    campaign = models.OneToOneField(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="published"
    )
    published_on = models.DateTimeField("publiés le", default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="publiés par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    content = models.JSONField("chiffres publiés")

    class Meta:
        verbose_name = "résultats publiés"
        verbose_name_plural = "résultats publiés"
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return f"Résultats {of(self.campaign)}"

    def get_absolute_url(self) -> str:
        return reverse("enquetes:public_results", args=[self.campaign.slug])
