"""Likely duplicates of a campaign, and who decided what. Responses themselves are left out by their cleaning."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.enums import DuplicateDecision, DuplicateReason


class DuplicateGroupQuerySet(models.QuerySet):
    def waiting(self) -> QuerySet["DuplicateGroup"]:
        """Keep the groups to decide: two of their responses still count."""
        counted = Count("responses", filter=Q(responses__is_left_out=False))
        return self.filter(decision=DuplicateDecision.WAITING).annotate(counted=counted).filter(counted__gte=2)


class DuplicateGroup(models.Model):
    """Responses that look like one given several times. Once decided, they are not proposed together again."""

    campaign = models.ForeignKey(Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="duplicates")
    reason = models.CharField("raison", max_length=4, choices=DuplicateReason)
    responses = models.ManyToManyField(CollectedResponse, verbose_name="réponses recueillies", related_name="+")
    found_on = models.DateTimeField("trouvé le", default=timezone.now, editable=False)
    decision = models.CharField("décision", max_length=8, choices=DuplicateDecision, default=DuplicateDecision.WAITING)
    why = models.CharField("pourquoi", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="décidé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_on = models.DateTimeField("décidé le", null=True, blank=True)

    objects = DuplicateGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "doublon probable"
        verbose_name_plural = "doublons probables"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.campaign}"
