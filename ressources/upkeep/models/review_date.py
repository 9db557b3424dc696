"""The day on which a published sheet is to be read again, when a person chose it (`ressources.sheets.freshness`)."""

from django.db import models
from django.utils import timezone

from reseau.members.models.member import Member


class ReviewDate(models.Model):
    """It counts until the sheet is published anew. Who pushed it, when, is in the journal of the page."""

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="review_date"
    )
    due = models.DateField("à relire le", db_index=True)
    chosen_at = models.DateTimeField("choisie le", default=timezone.now)
    chosen_by = models.ForeignKey(
        Member, verbose_name="choisie par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "date de relecture"
        verbose_name_plural = "dates de relecture"

    def __str__(self) -> str:
        return f"{self.sheet}, {self.due}"
