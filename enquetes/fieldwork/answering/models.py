"""A response that somebody began and has not sent yet."""

import secrets

from django.db import models
from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.personal_codes.models import PersonalCode

# Signed addresses have keys of 18 digits at most.
KEYS = 10**18


def random_response_key() -> int:
    """Return a key that tells nobody who began before whom."""
    return secrets.randbelow(KEYS - 1) + 1


class UnfinishedResponse(models.Model):
    """`values`: accepted answers by code of question. Its address is signed (`reseau.web.signed_links`).

    `code_digest`: of the code by which one comes back to it. `personal_code`: the one that it began with, which also
    brings back to it. Deleted once sent, given up, or left for some days: nothing then ties the code to the response.
    """

    id = models.BigIntegerField(primary_key=True, default=random_response_key, editable=False)
    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="unfinished_responses"
    )
    mode = models.CharField("façon de répondre", max_length=9, choices=Mode, default=Mode.LINK, db_default=Mode.LINK)
    personal_code = models.OneToOneField(
        PersonalCode,
        verbose_name="code personnel",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="unfinished_response",
    )
    language = models.CharField("langue", max_length=8, default="fr")
    values = models.JSONField("réponses", default=dict, blank=True)
    code_digest = models.CharField("empreinte du code", max_length=64, unique=True, null=True, blank=True)
    changed_on = models.DateField("changée le", default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = "réponse commencée"
        verbose_name_plural = "réponses commencées"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Réponse commencée, {self.campaign}"

    @property
    def is_interview(self) -> bool:
        return self.mode == Mode.INTERVIEW

    @property
    def link_facts(self) -> tuple:
        return (self.campaign_id,)
