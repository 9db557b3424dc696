"""Sheets keyed, a first and a second time; where both agree, the response is collected at once."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.services import collect_response
from enquetes.fieldwork.enums import KeyedSheetState
from enquetes.fieldwork.paper.keyed_values import differing_codes, keyed_codes, pair_of
from enquetes.fieldwork.paper.models.sheet import KeyedDifference, PaperSheet, SheetKeying
from enquetes.fieldwork.paper.permissions import may_key
from enquetes.fieldwork.paper.sheet_codes import parse_code
from enquetes.fieldwork.paper.typed_answers import read_typed
from questionnaires.filling.values import Values
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

NO_CODE = "Ce code n’existe pas\u00a0: relisez celui de la feuille."
NOT_YOURS = "Ce lot est confié à d’autres personnes."
KEYED_TWICE = "Cette feuille est déjà saisie deux fois."
BATCH_KEYED = "Ce lot est déjà saisi en entier, deux fois."
YOURS_ALREADY = (
    "Vous avez déjà saisi cette feuille\u00a0: quelqu’un d’autre la saisit la seconde fois, ou cochez la case qui dit "
    "que c’est encore vous."
)
EMPTY_SHEET = "Tout est blanc\u00a0: une feuille vide ne se saisit pas."
KEYABLE = (KeyedSheetState.PRINTED, KeyedSheetState.KEYED_ONCE)


def find_sheet(*, campaign: Campaign, code: str, by: Member) -> PaperSheet:
    """Return the sheet with this code, which `by` may key now.

    Raises ValidationError for a wrong code, one of another campaign, a batch of others, or a sheet keyed twice.
    """
    parsed = parse_code(code)
    sheets = PaperSheet.objects.select_related("batch__campaign")
    sheet = parsed and sheets.filter(batch=parsed.batch, number=parsed.number).first()
    if not sheet:
        raise ValidationError(NO_CODE)
    if sheet.batch.campaign_id != campaign.pk:
        raise ValidationError(f"Cette feuille est d’une autre enquête\u00a0: «\u00a0{sheet.batch.campaign}\u00a0».")
    if not may_key(by, sheet.batch):
        raise ValidationError(NOT_YOURS)
    _check_keyable(sheet)
    return sheet


@transaction.atomic
def key_sheet(
    *,
    campaign: Campaign,
    code: str,
    typed: Mapping[str, str],
    by: Member,
    key: uuid.UUID | None = None,
    says_again: bool = False,
) -> SheetKeying:
    """Keep one keying of a sheet; the second one is compared with the first. What bears a known `key` counts once.

    `typed`: as `read_typed` reads it. `says_again`: the same person keys the sheet again and says so. Raises
    ValidationError as `find_sheet` does, or with the refusals by code of question.
    """
    key = key or uuid.uuid4()
    if known := SheetKeying.objects.filter(key=key, keyed_by=by).first():
        return known
    found = find_sheet(campaign=campaign, code=code, by=by)
    sheet = lock_row(PaperSheet.objects.select_related("batch__campaign__version__questionnaire"), found.pk)
    _check_keyable(sheet)
    if not sheet.batch.campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    values, refusals = read_typed(outline_of(sheet.batch.campaign.version), typed)
    if refusals:
        raise ValidationError(refusals)
    if not values:
        raise ValidationError(EMPTY_SHEET)
    first = sheet.keyings.first()
    is_own = first is not None and first.keyed_by_id == by.pk
    if is_own and not says_again:
        raise ValidationError(YOURS_ALREADY)
    keying = SheetKeying.objects.create(
        sheet=sheet, rank=2 if first else 1, keyed_by=by, values=values, key=key, is_by_same_person=is_own
    )
    if first:
        _compare(sheet, first, keying)
    else:
        _set_state(sheet, KeyedSheetState.KEYED_ONCE)
    return keying


@transaction.atomic
def collect_sheet(*, sheet: PaperSheet, values: Values) -> None:
    """Collect the response of a sheet whose answers are decided; its keyings keep none of them."""
    campaign = sheet.batch.campaign
    sheet.collected = collect_response(campaign=campaign, values=values, mode=Mode.PAPER, day=_day_of(sheet))
    sheet.keyings.update(values={})
    _set_state(sheet, KeyedSheetState.COLLECTED)


def _compare(sheet: PaperSheet, first: SheetKeying, second: SheetKeying) -> None:
    outline = outline_of(sheet.batch.campaign.version)
    sheet.keyings.update(answers=len(keyed_codes(outline, first.values, second.values)))
    codes = differing_codes(outline, first.values, second.values)
    if not codes:
        collect_sheet(sheet=sheet, values=first.values)
        return
    KeyedDifference.objects.bulk_create(
        KeyedDifference(
            sheet=sheet, question=code, first=pair_of(first.values, code), second=pair_of(second.values, code)
        )
        for code in codes
    )
    _set_state(sheet, KeyedSheetState.DIFFERS)


def _check_keyable(sheet: PaperSheet) -> None:
    if sheet.state not in KEYABLE:
        is_batch_keyed = not PaperSheet.objects.filter(batch=sheet.batch_id, state__in=KEYABLE).exists()
        raise ValidationError(BATCH_KEYED if is_batch_keyed else KEYED_TWICE)


def _day_of(sheet: PaperSheet) -> date:
    """Return the day noted for the batch; without one, the last one that is possible."""
    campaign = sheet.batch.campaign
    return sheet.batch.answered_on or max(campaign.opens_on, min(campaign.closes_on, timezone.localdate()))


def _set_state(sheet: PaperSheet, state: KeyedSheetState) -> None:
    sheet.state = state
    sheet.save(update_fields=["state", "collected"])
