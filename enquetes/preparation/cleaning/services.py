"""Responses left out and put back, answers corrected; the journal keeps each of these."""

from django.core.exceptions import ValidationError
from django.db import transaction

from enquetes.design.campaigns.services import give_back_place, take_place
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.cleaning.models import CleaningEntry
from enquetes.preparation.enums import CleaningKind
from questionnaires.answers.answer_rows import values_of
from questionnaires.answers.services import correct_response
from questionnaires.filling.values import WORDS, Value
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

SAY_WHY = "Dites pourquoi."
LEFT_OUT_ALREADY = "Cette réponse est déjà laissée de côté."
COUNTED_ALREADY = "Cette réponse compte déjà."
NO_SUCH_QUESTION = "Cette question n’est pas dans ce questionnaire."
NOTHING_CHANGED = "Cette réponse est déjà celle-là."


@transaction.atomic
def leave_out(*, collected: CollectedResponse, reason: str, by: Member) -> CleaningEntry:
    """Leave a response out of all figures, and give back its place in the quotas.

    Raises ValidationError without a reason, or if it is left out already.
    """
    collected = _locked(collected, reason)
    if collected.is_left_out:
        raise ValidationError(LEFT_OUT_ALREADY)
    collected.is_left_out = True
    if collected.cell and not collected.is_beyond_quota:
        give_back_place(cell=collected.cell)
    collected.save(update_fields=["is_left_out"])
    return _note(collected, CleaningKind.LEFT_OUT, reason, by)


@transaction.atomic
def put_back(*, collected: CollectedResponse, reason: str, by: Member) -> CleaningEntry:
    """Count a response again. Where its cell has filled up meanwhile, it comes beyond the quota, as any late one.

    Raises ValidationError without a reason, or if it is not left out.
    """
    collected = _locked(collected, reason)
    if not collected.is_left_out:
        raise ValidationError(COUNTED_ALREADY)
    collected.is_left_out = False
    if collected.cell and not collected.is_beyond_quota:
        collected.is_beyond_quota = not take_place(cell=collected.cell)
    collected.save(update_fields=["is_left_out", "is_beyond_quota"])
    return _note(collected, CleaningKind.PUT_BACK, reason, by)


@transaction.atomic
def correct_answer(
    *, collected: CollectedResponse, question: str, value: Value | None, reason: str, by: Member, words: str = ""
) -> CleaningEntry:
    """Replace the answer to a question, None for a blank; figures read the new one, the journal keeps the former.

    Answers to questions that are not asked any more go too, each with its entry. The cell of the quotas stays the one
    that the response filled when it came. Raises ValidationError without a reason, for an unknown question, for what no
    screen would accept, or if nothing changes.
    """
    collected = _locked(collected, reason)
    response = collected.response
    outline = outline_of(response.version)
    if question not in outline.by_code:
        raise ValidationError(NO_SUCH_QUESTION)
    before = values_of(outline, response.answers.all())
    wanted = {code: given for code, given in before.items() if code.removesuffix(WORDS) != question}
    wanted |= {question: value} if value is not None else {}
    wanted |= {question + WORDS: words} if words else {}
    correct_response(response=response, values=wanted, allows_blanks=True)
    after = values_of(outline, response.answers.all())
    entries = [
        _note(
            collected,
            CleaningKind.CORRECTED,
            reason,
            by,
            question=each.code,
            before=_pair(before, each.code),
            after=_pair(after, each.code),
        )
        for each in outline.questions
        if _pair(before, each.code) != _pair(after, each.code)
    ]
    if not entries:
        raise ValidationError(NOTHING_CHANGED)
    return next((entry for entry in entries if entry.question == question), entries[0])


def _locked(collected: CollectedResponse, reason: str) -> CollectedResponse:
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    rows = CollectedResponse.objects.select_related("cell", "response__version__questionnaire")
    return lock_row(rows, collected.pk)


def _pair(values: dict[str, Value], code: str) -> list[Value | None]:
    return [values.get(code), values.get(code + WORDS)]


def _note(collected: CollectedResponse, kind: CleaningKind, reason: str, by: Member, **what) -> CleaningEntry:
    return CleaningEntry.objects.create(collected=collected, kind=kind, reason=reason.strip(), done_by=by, **what)
