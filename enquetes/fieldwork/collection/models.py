"""What a campaign knows of a response, and nothing more."""

import uuid

from django.db import models
from django.db.models import Q

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign, QuotaCell
from questionnaires.answers.models import Response
from reseau.places.models.epm import EPM

# Responses that no figure counts.
UNCOUNTED = Q(is_left_out=True) | Q(is_beyond_quota=True)


class CollectedResponse(models.Model):
    """How a response reached its campaign. Neither who answered nor a personal code stands here.

    `sent_key`: drawn by the browser or the tablet, so that what is sent twice counts once. `cell`: the cell of the
    quotas that it fills; `is_beyond_quota`: the cell was full, the response is kept and counts in no figure.
    `is_left_out`: somebody left it out of figures; the cleaning journal says who and why.
    """

    response = models.OneToOneField(
        Response,
        verbose_name="questionnaire rempli",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="collected",
    )
    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="collected", db_index=False
    )
    mode = models.CharField("façon de répondre", max_length=9, choices=Mode)
    place = models.ForeignKey(
        EPM, verbose_name="espace", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cell = models.ForeignKey(
        QuotaCell, verbose_name="case du quota", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_beyond_quota = models.BooleanField("venue après le quota", default=False)
    is_left_out = models.BooleanField("laissée de côté", default=False, db_default=False, editable=False)
    sent_key = models.UUIDField("clé d’envoi", unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "réponse recueillie"
        verbose_name_plural = "réponses recueillies"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["campaign", "mode"], name="collected_by_mode"),
            models.Index(fields=["campaign"], condition=UNCOUNTED, name="collected_uncounted"),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}, {self.campaign}"
