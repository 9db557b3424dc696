"""A batch of sheets: printed together, handed out in one place, keyed by the same people."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.paper.sheet_codes import MOST_SHEETS
from reseau.permissions import watches_any_territory


class PaperBatchQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PaperBatchQuerySet":
        """Every batch for whoever watches a territory; those that they key for other members."""
        if watches_any_territory(user):
            return self
        return self.filter(keyers=user) if user.is_authenticated else self.none()


class PaperBatch(models.Model):
    """`answered_on`: the day when people answered, as the batch came back; unknown until somebody notes it."""

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="paper_batches"
    )
    label = models.CharField("lot", max_length=120)
    size = models.PositiveSmallIntegerField(
        "nombre de feuilles", validators=[MinValueValidator(1), MaxValueValidator(MOST_SHEETS)]
    )
    answered_on = models.DateField("rempli le", null=True, blank=True)
    keyers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="qui saisit", blank=True, related_name="paper_batches"
    )
    made_on = models.DateField("préparé le", default=timezone.localdate, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="préparé par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PaperBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lot de feuilles"
        verbose_name_plural = "lots de feuilles"
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "label"],
                name="paper_batch_label_once",
                violation_error_message="Un lot de cette enquête porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_SHEETS),
                name="paper_batch_of_some_sheets",
                violation_error_message=f"Un lot compte de 1 à {MOST_SHEETS} feuilles.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lot {self.pk}, {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("enquetes:paper_batch", args=[self.campaign.slug, self.pk])
