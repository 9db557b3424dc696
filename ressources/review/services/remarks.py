"""Remarks on the parts of a sheet in review: added, answered, done, reopened, withdrawn."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.review import notices as review_notices
from ressources.review.models import LABEL_LENGTH, Remark, RemarkAnswer
from ressources.review.remarked_sections import ReviewSection
from ressources.sheets.models.sheet import Sheet

# A form sent twice makes one remark.
DOUBLE_CLICK = timedelta(seconds=30)


@transaction.atomic
def add_remark(*, page: Sheet, by: Member, section: ReviewSection, text: str) -> Remark:
    """Add a remark of the reviewer `by` on a section of the last version. The same words within thirty seconds are one
    remark.

    Raises `ValidationError` if the sheet is not in review any more.
    """
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if page.review is None:
        raise ValidationError(
            "Cette fiche n’est plus en relecture\u00a0: une autre personne a décidé, ou son auteur l’a reprise."
        )
    fields = {"part": section.part, "place": section.place, "text": text}
    recent_remarks = page.remarks.filter(author=by, created__gt=timezone.now() - DOUBLE_CLICK, **fields)
    if duplicate := recent_remarks.first():
        return duplicate
    label = Truncator(section.label).chars(LABEL_LENGTH)
    return Remark.objects.create(sheet=page, author=by, label=label, revision=page.latest_revision, **fields)


@transaction.atomic
def answer_remark(*, remark: Remark, by: Member, text: str) -> RemarkAnswer:
    """Answer a remark and notify the other side."""
    remark = _locked(remark)
    recent_answers = remark.answers.filter(author=by, text=text, created__gt=timezone.now() - DOUBLE_CLICK)
    if duplicate := recent_answers.first():
        return duplicate
    answer = RemarkAnswer.objects.create(remark=remark, author=by, text=text)
    review_notices.notify_answer(remark.sheet, remark=remark, answer=answer, by=by)
    return answer


@transaction.atomic
def mark_done(*, remark: Remark, by: Member) -> None:
    """Mark the remark as done."""
    remark = _locked(remark)
    if not remark.is_done:
        remark.done_at, remark.done_by = timezone.now(), by
        remark.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def reopen_remark(*, remark: Remark) -> None:
    """Mark the remark as not done."""
    remark = _locked(remark)
    remark.done_at, remark.done_by = None, None
    remark.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def withdraw_remark(*, remark: Remark) -> None:
    """Delete one's own remark. Raises `ValidationError` once somebody has answered."""
    remark = _locked(remark)
    if remark.answers.exists():
        raise ValidationError("Quelqu’un a répondu à cette remarque\u00a0: elle ne se retire plus.")
    remark.delete()


def _locked(remark: Remark) -> Remark:
    return lock_row(Remark.objects.select_related("sheet", "author"), remark.pk)
