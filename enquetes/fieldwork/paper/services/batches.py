"""Batches made, and handed to those who key them."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.models.sheet import PaperSheet
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def make_batch(
    *, campaign: Campaign, label: str, size: int, keyers: Iterable[Member] = (), by: Member | None = None
) -> PaperBatch:
    """Make a batch of `size` sheets, each with its code. Raises ValidationError by field, or if paper is not a way in.

    The campaign has started: sheets are those of a version that changes no more.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    if not campaign.has_paper:
        raise ValidationError(NOT_THIS_WAY)
    batch = PaperBatch(campaign=campaign, label=label, size=size, made_by=by)
    batch.full_clean(exclude=["made_by"])
    batch.save()
    batch.keyers.set(keyers)
    PaperSheet.objects.bulk_create(PaperSheet(batch=batch, number=number) for number in range(1, size + 1))
    return batch


@transaction.atomic
def change_batch(*, batch: PaperBatch, label: str, answered_on: date | None, keyers: Iterable[Member]) -> PaperBatch:
    """Change the name of a batch, the day when people answered, and who keys it. Raises ValidationError by field."""
    batch = lock_row(PaperBatch.objects.select_related("campaign"), batch.pk)
    if answered_on and not batch.campaign.opens_on <= answered_on <= batch.campaign.closes_on:
        raise ValidationError({"answered_on": "Ce jour n’est pas entre le début et la fin de l’enquête."})
    batch.label, batch.answered_on = label, answered_on
    batch.full_clean()
    batch.save()
    batch.keyers.set(keyers)
    return batch
