"""Campaigns opened, changed, started and closed; their quotas planned, and places taken."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from enquetes.design.campaigns.enums import CampaignState
from enquetes.design.campaigns.models import Campaign, QuotaCell
from enquetes.design.campaigns.quota_criteria import criteria_of, crossed_cells, current_criteria
from questionnaires.questions.outline import outline_of
from questionnaires.questions.services.versions import put_into_use
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

# Campaigns opened, changed, started and closed.
STARTED = "Cette campagne est commencée\u00a0: seules ses dates peuvent encore changer."
NOT_RUNNING = "Cette campagne n’est pas en cours."
NO_MODE = "Choisissez au moins une façon de répondre."
ITSELF = "Une campagne ne se compare pas à elle-même."
NOT_STARTED = "Cette campagne n’est pas commencée\u00a0: il n’y a rien à comparer."
NOTHING_IN_COMMON = (
    "Ces deux questionnaires n’ont aucune question du même nom de colonne et du même genre\u00a0: rien ne se compare."
)
ALL_IN_CAMPAIGNS = (
    "Chaque version de ce questionnaire a déjà sa campagne\u00a0: "
    "préparez la version suivante, même sans rien y changer."
)
LOST_CRITERION = (
    "Le questionnaire a changé une question dont les quotas dépendent, ou ses réponses\u00a0: "
    "croisez de nouveau les critères."
)


@transaction.atomic
def prepare_campaign(*, by: Member | None = None, **fields: Any) -> Campaign:
    """Create a campaign in preparation. Raises ValidationError by field."""
    campaign = Campaign(created_by=by, **fields)
    _check(campaign)
    campaign.save()
    return campaign


@transaction.atomic
def change_campaign(*, campaign: Campaign, **fields: Any) -> Campaign:
    """Change a campaign; once started, only its days, its numbers and its earlier edition.

    Raises ValidationError, by field or for a started campaign.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    changed = {name for name, value in fields.items() if getattr(campaign, name) != value}
    if not campaign.is_draft and changed - {"earlier", "opens_on", "closes_on", "asked", "population_size"}:
        raise ValidationError(STARTED)
    for name, value in fields.items():
        setattr(campaign, name, value)
    _check(campaign)
    campaign.save()
    return campaign


@transaction.atomic
def start_campaign(*, campaign: Campaign) -> Campaign:
    """Freeze the last version of the questionnaire for this campaign, which receives answers from its first day.

    Raises ValidationError for a questionnaire with faults, or whose last version has its campaign already.
    """
    campaign = lock_row(Campaign.objects.select_related("questionnaire"), campaign.pk)
    if not campaign.is_draft:
        raise ValidationError(STARTED)
    version = campaign.questionnaire.versions.order_by("-number").first()
    if Campaign.objects.filter(version=version).exists() or version.responses.exists():
        raise ValidationError(ALL_IN_CAMPAIGNS)
    version = put_into_use(version=version)
    if current_criteria(campaign, outline_of(version)) is None:
        raise ValidationError(LOST_CRITERION)
    campaign.version, campaign.state = version, CampaignState.RUNNING
    campaign.save(update_fields=["version", "state"])
    return campaign


@transaction.atomic
def close_campaign(*, campaign: Campaign) -> Campaign:
    """End a campaign: it receives no answer any more, keyed paper included.

    Raises ValidationError if it is not running.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    campaign.state = CampaignState.CLOSED
    campaign.save(update_fields=["state"])
    return campaign


def _check(campaign: Campaign) -> None:
    if not campaign.modes:
        raise ValidationError(NO_MODE)
    campaign.full_clean(exclude=["created_by", "version"])
    if campaign.earlier:
        _check_earlier(campaign, campaign.earlier)


def _check_earlier(campaign: Campaign, earlier: Campaign) -> None:
    """Raise ValidationError for an edition that cannot be compared with the campaign."""
    if earlier.pk == campaign.pk:
        raise ValidationError({"earlier": ITSELF})
    if earlier.is_draft:
        raise ValidationError({"earlier": NOT_STARTED})
    version = campaign.version or campaign.questionnaire.versions.order_by("-number").first()
    asked = {(question.code, question.kind) for question in outline_of(version).questions}
    if asked.isdisjoint((question.code, question.kind) for question in outline_of(earlier.version).questions):
        raise ValidationError({"earlier": NOTHING_IN_COMMON})


# Quotas planned, and their places taken.
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
