"""What is said of the parts of a sheet while it is reviewed: remarks, answers, what is done and what is not."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from reseau.members.models.member import Member
from ressources.review import notices as review_notices
from ressources.review.models.remark import LABEL_LENGTH, Remark, RemarkAnswer
from ressources.review.sections import Section
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError

# A form sent twice by a nervous hand says one thing.
DOUBLE_CLICK = timedelta(seconds=30)


@transaction.atomic
def add_remark(*, page: Sheet, by: Member, section: Section, text: str) -> Remark:
    """`by`, who reviews the sheet, says something of a part of its last version. Raises `SheetError`."""
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if page.review is None:
        raise SheetError(
            "Cette fiche n’est plus en relecture\u00a0: une autre personne a décidé, ou son auteur l’a reprise."
        )
    said = {"part": section.part, "place": section.place, "text": text}
    recent = page.remarks.filter(author=by, created__gt=timezone.now() - DOUBLE_CLICK, **said)
    if twin := recent.first():
        return twin
    label = Truncator(section.label).chars(LABEL_LENGTH)
    return Remark.objects.create(sheet=page, author=by, label=label, revision=page.latest_revision, **said)


@transaction.atomic
def answer_remark(*, remark: Remark, by: Member, text: str) -> RemarkAnswer:
    """Answers a remark; those on the other side are told."""
    remark = _locked(remark)
    recent = remark.answers.filter(author=by, text=text, created__gt=timezone.now() - DOUBLE_CLICK)
    if twin := recent.first():
        return twin
    answer = RemarkAnswer.objects.create(remark=remark, author=by, text=text)
    review_notices.tell_answer(remark.sheet, remark=remark, answer=answer, by=by)
    return answer


@transaction.atomic
def mark_done(*, remark: Remark, by: Member) -> None:
    """What the remark asked for is done."""
    remark = _locked(remark)
    if not remark.is_done:
        remark.done_at, remark.done_by = timezone.now(), by
        remark.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def reopen_remark(*, remark: Remark) -> None:
    """It was not done after all."""
    remark = _locked(remark)
    remark.done_at, remark.done_by = None, None
    remark.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def withdraw_remark(*, remark: Remark) -> None:
    """Takes back what one said. Raises `SheetError` once somebody has answered."""
    remark = _locked(remark)
    if remark.answers.exists():
        raise SheetError("Quelqu’un a répondu à cette remarque\u00a0: elle ne se retire plus.")
    remark.delete()


def _locked(remark: Remark) -> Remark:
    return Remark.objects.select_for_update(of=("self",)).select_related("sheet", "author").get(pk=remark.pk)
