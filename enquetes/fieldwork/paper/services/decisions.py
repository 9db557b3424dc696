"""Differences decided with the sheet in hand, after which its response is collected."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from enquetes.fieldwork.enums import KeptValue, KeyedSheetState
from enquetes.fieldwork.paper.keyed_values import KeyedPair, decided_values
from enquetes.fieldwork.paper.models.sheet import KeyedDifference, PaperSheet
from enquetes.fieldwork.paper.services.keying import collect_sheet
from enquetes.fieldwork.paper.typed_answers import read_answer
from questionnaires.questions.outline import Outline, outline_of
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

NOTHING_TO_DECIDE = "Cette feuille n’a pas, ou n’a plus, de différence à trancher."
CHOOSE = "Choisissez la bonne saisie, ou tapez l’autre réponse."


@transaction.atomic
def decide_differences(*, sheet: PaperSheet, decisions: Mapping[str, tuple[KeptValue, str]], by: Member) -> PaperSheet:
    """Decide every difference of a sheet, and collect its response.

    `decisions`: code of a question → what is kept, and for another answer what was typed, as when keying. Raises
    ValidationError by code of question, or if the sheet has nothing to decide.
    """
    sheet = lock_row(PaperSheet.objects.select_related("batch__campaign__version__questionnaire"), sheet.pk)
    if sheet.state != KeyedSheetState.DIFFERS:
        raise ValidationError(NOTHING_TO_DECIDE)
    outline = outline_of(sheet.batch.campaign.version)
    differences = list(sheet.differences.all())
    refusals = {}
    for difference in differences:
        try:
            difference.kept, difference.value = _decided(outline, difference, decisions.get(difference.question))
        except ValidationError as refusal:
            refusals[difference.question] = refusal.messages
        difference.decided_by = by
    if refusals:
        raise ValidationError(refusals)
    first = sheet.keyings.get(rank=1).values
    KeyedDifference.objects.bulk_update(differences, ["kept", "value", "decided_by"])
    kept = {difference.question: difference.value for difference in differences}
    collect_sheet(sheet=sheet, values=decided_values(outline, first, kept))
    return sheet


def _decided(
    outline: Outline, difference: KeyedDifference, decision: tuple[KeptValue, str] | None
) -> tuple[KeptValue, KeyedPair]:
    kept, typed = decision or ("", "")
    match kept:
        case KeptValue.FIRST:
            return kept, difference.first
        case KeptValue.SECOND:
            return kept, difference.second
        case KeptValue.OTHER:
            # Words beside a choice, if any, are those of the keying that has some.
            words = difference.first[1] or difference.second[1]
            return kept, [read_answer(outline.by_code[difference.question], typed), words]
    raise ValidationError(CHOOSE)
