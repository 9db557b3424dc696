"""The cleaning journal of a campaign: nothing in it is ever changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.enums import CleaningKind


class CleaningEntry(models.Model):
    """`before`, `after`: [value, words beside a choice] of a corrected answer. The first `before` is what people said.

    It goes with its response, and with it alone.
    """

    collected = models.ForeignKey(
        CollectedResponse, verbose_name="réponse recueillie", on_delete=models.CASCADE, related_name="cleaning"
    )
    kind = models.CharField("geste", max_length=9, choices=CleaningKind)
    question = models.CharField("question", max_length=30, blank=True)
    before = models.JSONField("avant", null=True, blank=True)
    after = models.JSONField("après", null=True, blank=True)
    reason = models.CharField("raison", max_length=300)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="fait par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    done_on = models.DateTimeField("fait le", default=timezone.now)

    class Meta:
        verbose_name = "geste de nettoyage"
        verbose_name_plural = "journal de nettoyage"
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="cleaning_says_why",
                violation_error_message="Dites pourquoi.",
            ),
            models.CheckConstraint(
                condition=Q(kind=CleaningKind.CORRECTED) ^ Q(question=""),
                name="cleaning_corrects_a_question",
                violation_error_message="Une correction porte sur une question.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.reason}"
