"""Quotas planned, and their places taken."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from enquetes.design.campaigns.models.campaign import Campaign
from enquetes.design.campaigns.models.quota_cell import QuotaCell
from enquetes.design.campaigns.quota_criteria import criteria_of, crossed_cells
from enquetes.design.campaigns.services.campaigns import STARTED
from questionnaires.questions.outline import outline_of
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def plan_quotas(*, campaign: Campaign, codes: Sequence[str], wanted: Mapping[tuple[str, ...], int]) -> list[QuotaCell]:
    """Replace the quotas of a campaign in preparation by the cells that cross the variables with these codes.

    `wanted`: categories of a cell → answers wanted; a cell that is not named wants none. Without codes there is no
    quota. Raises ValidationError for a started campaign, unknown criteria, or too many cells.
    """
    campaign = lock_row(Campaign.objects.select_related("questionnaire"), campaign.pk)
    if not campaign.is_draft:
        raise ValidationError(STARTED)
    outline = outline_of(campaign.questionnaire.versions.order_by("-number").first())
    crossed = crossed_cells(criteria_of(outline, codes))
    campaign.quota_cells.all().delete()
    campaign.quota_variables = list(codes)
    campaign.save(update_fields=["quota_variables"])
    return QuotaCell.objects.bulk_create(
        QuotaCell(campaign=campaign, rank=rank, categories=list(cell), wording=wording, wanted=wanted.get(cell, 0))
        for rank, (cell, wording) in enumerate(crossed, start=1)
    )


def take_place(*, cell: QuotaCell) -> bool:
    """Take a place in a cell, in one statement: whoever else takes one waits. Return whether there was one left.

    Where there was none, the near miss is counted.
    """
    same = QuotaCell.objects.filter(pk=cell.pk)
    if same.filter(got__lt=F("wanted")).update(got=F("got") + 1):
        return True
    same.update(turned_away=F("turned_away") + 1)
    return False


def give_back_place(*, cell: QuotaCell) -> None:
    """Give back the place of an answer that was withdrawn or left out."""
    QuotaCell.objects.filter(pk=cell.pk, got__gt=0).update(got=F("got") - 1)
