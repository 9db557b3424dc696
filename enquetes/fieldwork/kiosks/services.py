"""Kiosks opened and closed; responses that they kept, with or without network, written once each."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.collection.services import collect_response
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.permissions import held_places
from questionnaires.questions.outline import Outline, outline_of
from questionnaires.translations.enums import Language
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key, read_moment
from reseau.web.queries.row_locks import lock_row

NOT_YOUR_PLACE = "Cet espace n’est pas le vôtre."
CLOSED_BEFORE = "Cette borne était déjà fermée."


@transaction.atomic
def open_kiosk(*, campaign: Campaign, epm: EPM, by: Member) -> Kiosk:
    """Open the kiosk of a place, or open it again at the same address; one that is open stays as it is.

    Raises ValidationError for a campaign that is not running or has no kiosks, and for a place of others.
    """
    campaign = lock_row(Campaign.objects.all(), campaign.pk)
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    if not campaign.has_kiosks:
        raise ValidationError(NOT_THIS_WAY)
    if not held_places(by).filter(pk=epm.pk).exists():
        raise ValidationError({"epm": NOT_YOUR_PLACE})
    kiosk, is_new = Kiosk.objects.get_or_create(campaign=campaign, epm=epm, defaults={"opened_by": by})
    if not is_new and not kiosk.is_open:
        kiosk.opened, kiosk.opened_by, kiosk.closed = timezone.now(), by, None
        kiosk.save(update_fields=["opened", "opened_by", "closed"])
    return kiosk


@transaction.atomic
def close_kiosk(*, kiosk: Kiosk) -> Kiosk:
    """Close a kiosk: what was answered there before still arrives. One that is closed stays as it is."""
    kiosk = lock_row(Kiosk.objects.all(), kiosk.pk)
    if kiosk.is_open:
        kiosk.closed = timezone.now()
        kiosk.save(update_fields=["closed"])
    return kiosk


def write_kiosk_responses(*, kiosk: Kiosk, raw_entries: list) -> list[dict]:
    """Return the outcome of each response that the page of a kiosk kept; the key drawn there makes it count once."""
    now = timezone.now()
    outline = outline_of(kiosk.campaign.version)

    def write(entry: dict) -> EntryOutcome:
        return _write_response(kiosk, outline, entry, now)

    return answer_each(raw_entries, write=write, is_replaceable=lambda entry: False)


def _write_response(kiosk: Kiosk, outline: Outline, entry: dict, now: datetime) -> EntryOutcome:
    key, values, language = read_key(entry), entry.get("values"), entry.get("language")
    answered = read_moment(entry, now=now)
    if not isinstance(values, dict):
        raise ValidationError(NOT_UNDERSTOOD)
    if CollectedResponse.objects.filter(campaign=kiosk.campaign, sent_key=key).exists():
        return EntryOutcome.ALREADY
    if kiosk.closed and answered > kiosk.closed:
        raise ValidationError(CLOSED_BEFORE)
    try:
        collect_response(
            campaign=kiosk.campaign,
            values=values,
            mode=Mode.KIOSK,
            sent_key=key,
            language=language if isinstance(language, str) and language in Language else "fr",
            day=timezone.localdate(answered),
            place=kiosk.epm,
        )
    except ValidationError as refusal:
        raise ValidationError(_in_words(outline, refusal)) from None
    return EntryOutcome.WRITTEN


def _in_words(outline: Outline, refusal: ValidationError) -> list[str]:
    """Return the refusals, each after the number of its question."""
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [
        f"Question {outline.by_code[code].number}\u00a0: {text}"
        for code, texts in refusal.message_dict.items()
        for text in texts
    ]
