"""A cell of the quotas of a campaign: people of some categories, how many answers are wanted and got."""

from django.db import models
from django.db.models import F, Q

from enquetes.design.campaigns.models.campaign import Campaign


class QuotaCell(models.Model):
    """`categories`: codes of the categories, one for each of the campaign's `quota_variables`, in their order.

    `got` never exceeds `wanted`: one statement of the database takes a place (`take_place`). `turned_away`: near
    misses, the answers that came when the cell was full; they are kept, and count in no figure.
    """

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="quota_cells", db_index=False
    )
    rank = models.PositiveSmallIntegerField("rang")
    categories = models.JSONField("catégories")
    wording = models.CharField("qui", max_length=400)
    wanted = models.PositiveIntegerField("voulues")
    got = models.PositiveIntegerField("obtenues", default=0, editable=False)
    turned_away = models.PositiveIntegerField("venues après", default=0, editable=False)

    class Meta:
        verbose_name = "case d’un quota"
        verbose_name_plural = "cases des quotas"
        ordering = ["campaign", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "rank"],
                name="quota_cell_rank_once",
                violation_error_message="Cette case existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(got__lte=F("wanted")),
                name="quota_cell_is_never_over",
                violation_error_message="Plus de réponses obtenues que voulues.",
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def left(self) -> int:
        """Answers still wanted."""
        return self.wanted - self.got

    @property
    def is_full(self) -> bool:
        return self.left == 0
