"""A sheet of a batch, its two keyings, and where they differ."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.enums import KeptValue, KeyedSheetState
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.sheet_codes import SheetCode


class PaperSheet(models.Model):
    """`collected`: the response that it became; its batch is known through it."""

    batch = models.ForeignKey(
        PaperBatch, verbose_name="lot", on_delete=models.CASCADE, related_name="sheets", db_index=False
    )
    number = models.PositiveSmallIntegerField("numéro")
    state = models.CharField("état", max_length=9, choices=KeyedSheetState, default=KeyedSheetState.PRINTED)
    collected = models.OneToOneField(
        CollectedResponse,
        verbose_name="réponse recueillie",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="paper_sheet",
    )

    class Meta:
        verbose_name = "feuille"
        verbose_name_plural = "feuilles"
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="paper_sheet_once_in_a_batch",
                violation_error_message="Cette feuille existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"Feuille {self.code}"

    @property
    def code(self) -> SheetCode:
        return SheetCode(self.batch_id, self.number)


class SheetKeying(models.Model):
    """One of the two keyings of a sheet. `values`: answers by code of question, emptied once the sheet is collected.

    `answers`: how many questions were compared with the other keying. `is_by_same_person`: somebody keyed the sheet
    twice, and said so. `key`: drawn by the browser, so that what is sent twice counts once.
    """

    sheet = models.ForeignKey(
        PaperSheet, verbose_name="feuille", on_delete=models.CASCADE, related_name="keyings", db_index=False
    )
    rank = models.PositiveSmallIntegerField("saisie")
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="saisie par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_by_same_person = models.BooleanField("deux fois la même personne", default=False)
    values = models.JSONField("réponses", default=dict, blank=True)
    answers = models.PositiveSmallIntegerField("questions comparées", default=0)
    key = models.UUIDField("clé d’envoi", unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "saisie d’une feuille"
        verbose_name_plural = "saisies de feuilles"
        ordering = ["sheet", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "rank"],
                name="sheet_keyed_once_by_rank",
                violation_error_message="Cette saisie existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(rank__in=(1, 2)),
                name="sheet_keyed_twice_at_most",
                violation_error_message="Une feuille se saisit deux fois, pas plus.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, saisie {self.rank}"


class KeyedDifference(models.Model):
    """A question that two keyings of a sheet answer differently, and what somebody decided with the sheet in hand.

    `first`, `second`, `value`: [value, words beside a choice], either of them None.
    """

    sheet = models.ForeignKey(
        PaperSheet, verbose_name="feuille", on_delete=models.CASCADE, related_name="differences", db_index=False
    )
    question = models.SlugField("question", max_length=40)
    first = models.JSONField("première saisie")
    second = models.JSONField("seconde saisie")
    kept = models.CharField("retenue", max_length=6, choices=KeptValue, blank=True)
    value = models.JSONField("réponse retenue", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="tranchée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "différence de saisie"
        verbose_name_plural = "différences de saisie"
        ordering = ["sheet", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "question"],
                name="keyed_difference_once",
                violation_error_message="Cette différence existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.question}"
