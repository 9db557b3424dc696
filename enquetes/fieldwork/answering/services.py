"""Responses begun, saved page by page, left for later, sent or given up."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.matching_cells import cell_of
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.open_days import closed_refusal
from enquetes.fieldwork.answering.resume_codes import digest_of, new_code
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.services import collect_response
from enquetes.fieldwork.interviews.services import count_interview
from enquetes.fieldwork.personal_codes.models import PersonalCode
from enquetes.fieldwork.personal_codes.services import USED, find_code, use_code
from questionnaires.filling.values import WORDS, Values, without_unasked
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

DAYS_KEPT = 30
UNKNOWN_CODE = "Ce code n’ouvre rien\u00a0: il est mal écrit, la réponse est déjà envoyée, ou trop de jours ont passé."


@transaction.atomic
def begin_response(*, campaign: Campaign, language: str = "fr", mode: Mode = Mode.LINK) -> UnfinishedResponse:
    """Begin a response to an open campaign, in the way of the page where it begins."""
    return UnfinishedResponse.objects.create(campaign=campaign, language=language, mode=mode)


@transaction.atomic
def open_by_code(*, typed: str, campaign: Campaign | None = None) -> UnfinishedResponse:
    """Return the response of a personal code: the one that it began and that is not sent, or a new one.

    Raises ValidationError for the refusals of `find_code`, or if its campaign is not open today.
    """
    code = find_code(typed=typed, campaign=campaign)
    if closed := closed_refusal(code.batch.campaign):
        raise ValidationError(closed)
    try:
        code = lock_row(PersonalCode.objects.filter(is_used=False).select_related("batch__campaign"), code.pk)
    except PersonalCode.DoesNotExist:
        raise ValidationError(USED) from None
    response, _ = UnfinishedResponse.objects.get_or_create(
        personal_code=code, defaults={"campaign": code.batch.campaign, "mode": Mode.CODE}
    )
    return response


@transaction.atomic
def choose_language(*, response: UnfinishedResponse, language: str) -> None:
    """Ask in another language what is not sent yet."""
    UnfinishedResponse.objects.filter(pk=response.pk).update(language=language)


@transaction.atomic
def save_page(*, response: UnfinishedResponse, codes: Collection[str], values: Values) -> bool:
    """Replace the answers to the questions of a page. Return whether they show that the quota is full.

    It is told once, on the page that completes the answers which sort people.
    """
    response = lock_row(UnfinishedResponse.objects.select_related("campaign__version__questionnaire"), response.pk)
    campaign = response.campaign
    before = cell_of(campaign, response.values)
    kept = {name: value for name, value in response.values.items() if name.removesuffix(WORDS) not in codes}
    response.values, response.changed_on = {**kept, **values}, timezone.localdate()
    response.save(update_fields=["values", "changed_on"])
    cell = cell_of(campaign, response.values)
    return cell is not None and cell.is_full and cell != before


@transaction.atomic
def leave_for_later(*, response: UnfinishedResponse) -> str:
    """Return a new code by which the person comes back; the former one opens nothing any more."""
    response = lock_row(UnfinishedResponse.objects.all(), response.pk)
    code = new_code()
    response.code_digest = digest_of(code)
    response.save(update_fields=["code_digest"])
    return code


def resume_response(*, code: str) -> UnfinishedResponse:
    """Return the response of a code. Raises ValidationError if there is none."""
    found = UnfinishedResponse.objects.select_related("campaign").filter(code_digest=digest_of(code)).first()
    if found is None:
        raise ValidationError(UNKNOWN_CODE)
    return found


@transaction.atomic
def send_response(*, response: UnfinishedResponse, by: Member | None = None) -> CollectedResponse:
    """Count a response in its campaign, and forget what was kept of it. Sent twice, it counts once.

    Its personal code is used from then on; an interview counts in the day of who held it, `by`. Raises ValidationError
    with the refusals by code of question, if the campaign is closed meanwhile, if the code was used, or if `by` is no
    interviewer.
    """
    response = lock_row(UnfinishedResponse.objects.select_related("campaign__version__questionnaire"), response.pk)
    outline = outline_of(response.campaign.version)
    if response.personal_code_id:
        use_code(code=response.personal_code)
    if response.is_interview:
        count_interview(campaign=response.campaign, member=by)
    collected = collect_response(
        campaign=response.campaign,
        values=without_unasked(outline, response.values),
        mode=Mode(response.mode),
        sent_key=sent_key_of(key=response.pk),
        language=response.language,
    )
    response.delete()
    return collected


@transaction.atomic
def give_up_response(*, response: UnfinishedResponse) -> None:
    """Forget what somebody began to answer."""
    UnfinishedResponse.objects.filter(pk=response.pk).delete()


@transaction.atomic
def forget_unfinished_responses() -> None:
    """Forget the responses left for `DAYS_KEPT` days, and those of closed campaigns."""
    long_ago = timezone.localdate() - timedelta(days=DAYS_KEPT)
    UnfinishedResponse.objects.filter(changed_on__lt=long_ago).delete()
    UnfinishedResponse.objects.filter(campaign__state=CampaignState.CLOSED).delete()


def sent_key_of(*, key: int) -> uuid.UUID:
    """Return the key under which a response counts once; from it nobody learns which address it had."""
    return uuid.UUID(bytes=salted_hmac("enquetes.answering.sent", str(key), algorithm="sha256").digest()[:16])
