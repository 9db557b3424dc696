"""Keyings that a page kept, with or without network, written once each."""

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.paper.models.sheet import SheetKeying
from enquetes.fieldwork.paper.services.keying import key_sheet
from questionnaires.questions.outline import Outline, outline_of
from reseau.people.members.models.member import Member
from reseau.web.offline_entries import NOT_UNDERSTOOD, EntryOutcome, answer_each, read_key


def write_keyings(*, campaign: Campaign, raw_entries: list, by: Member) -> list[dict]:
    """Return the outcome of each keying. Somebody who keys a sheet twice sends two entries: none replaces another."""
    outline = outline_of(campaign.version)

    def write(entry: dict) -> EntryOutcome:
        key, typed = read_key(entry), entry.get("typed")
        if not isinstance(typed, dict):
            raise ValidationError(NOT_UNDERSTOOD)
        if SheetKeying.objects.filter(key=key, keyed_by=by).exists():
            return EntryOutcome.ALREADY
        try:
            key_sheet(
                campaign=campaign,
                code=entry["about"],
                typed={str(code): str(text) for code, text in typed.items()},
                by=by,
                key=key,
                says_again=bool(entry.get("again")),
            )
        except ValidationError as refusal:
            raise ValidationError(_in_words(outline, refusal)) from None
        return EntryOutcome.WRITTEN

    return answer_each(raw_entries, write=write, is_replaceable=lambda entry: False)


def _in_words(outline: Outline, refusal: ValidationError) -> list[str]:
    """Return the refusals, each after the number of its question."""
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [
        f"Question {outline.by_code[code].number}\u00a0: {text}"
        for code, texts in refusal.message_dict.items()
        for text in texts
    ]
