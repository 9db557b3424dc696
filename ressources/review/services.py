"""The review of a sheet: who has it in hand, and remarks on its parts."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import TaskState

from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.permissions import may_decide
from ressources.review import notices as review_notices
from ressources.review.models import (
    LABEL_LENGTH,
    NO_SUCH_DAY,
    Remark,
    RemarkAnswer,
    ReviewAssignment,
    may_be_promised,
)
from ressources.review.permissions import holder_of, may_answer
from ressources.review.remarked_sections import ReviewSection
from ressources.review.reviewers import taken_by
from ressources.sheets import sheet_journal
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.notices import withdraw_submission


# Rounds of a review: from a submission to a decision.
def start_round(*, sheet: Sheet) -> None:
    """Assign the sheet anew, to the reviewer of the previous round if they still review it."""
    sheet.assignment = ReviewAssignment.objects.restart(sheet)
    if holder_of(sheet) is None:
        sheet.assignment.hand_to(None)


def end_round(*, sheet: Sheet) -> None:
    """Withdraw the requests of the rounds that are over, and the reminders, from those who have not read them."""
    for task_state in TaskState.objects.for_instance(sheet).exclude(status=TaskState.STATUS_IN_PROGRESS):
        withdraw_submission(sheet, task_state=task_state)
    review_notices.withdraw_late(sheet)


def close_review(*, sheet: Sheet) -> None:
    """End the last round: the sheet is published, nobody has to review it any more."""
    end_round(sheet=sheet)
    ReviewAssignment.objects.filter(sheet=sheet).delete()


# Assignment of a sheet in review: taken, given, put back, postponed; reminders after the promised day.
#
# Each function locks the sheet first: of two reviewers who take it at once, one has it, and the other learns who.
# Delay before the territory is notified as well.
PATIENCE = timedelta(days=3)


@transaction.atomic
def take_review(*, page: Sheet, by: Member) -> None:
    """Assign the sheet to `by` and notify its authors. Raises `ValidationError` if a colleague has it."""
    page = _in_review(page)
    holder = holder_of(page)
    if holder == by:
        return
    if holder is not None:
        raise ValidationError(taken_by(holder, page))
    page.assignment.hand_to(by)
    sheet_journal.note(sheet_journal.TAKEN, page=page, by=by)
    review_notices.notify_review_taken(page, by=by)


@transaction.atomic
def give_review(*, page: Sheet, by: Member, to: Member) -> None:
    """Assign the sheet to `to` and notify them.

    Raises `ValidationError` if `by` does not have it, or `to` may not review it.
    """
    page = _in_review(page)
    _refuse_unless_may_answer(page, by)
    if holder_of(page) == to:
        return
    if not to.is_active or not may_decide(to, page):
        raise ValidationError(f"{to} ne peut pas relire cette fiche.")
    page.assignment.hand_to(to)
    entry = sheet_journal.note(sheet_journal.GIVEN, page=page, by=by, name=str(to))
    review_notices.notify_review_given(page, to=to, entry=entry, by=by)


@transaction.atomic
def put_back_review(*, page: Sheet, by: Member) -> None:
    """Assign the sheet to the whole territory and notify its reviewers.

    Raises `ValidationError` if `by` does not have it.
    """
    page = _in_review(page)
    _refuse_unless_may_answer(page, by)
    if holder_of(page) is None:
        return
    page.assignment.hand_to(None)
    entry = sheet_journal.note(sheet_journal.PUT_BACK, page=page, by=by)
    review_notices.notify_review_put_back(page, entry=entry, by=by)


@transaction.atomic
def choose_answer_date(*, page: Sheet, by: Member, due_date: date) -> None:
    """Promise the author an answer on another day. Raises `ValidationError` for a day out of range."""
    page = _in_review(page)
    _refuse_unless_may_answer(page, by)
    if not may_be_promised(due_date):
        raise ValidationError(NO_SUCH_DAY)
    if due_date == page.assignment.due:
        return
    review_notices.withdraw_late(page)
    page.assignment.put_off(due_date)
    sheet_journal.note(sheet_journal.ANSWER_DATE, page=page, by=by, due=due_date.isoformat())


def remind_late() -> int:
    """Remind the reviewer of a sheet after its promised day, then, three days later, its territory; once for each day.

    A sheet whose reviewer left is put back. Return the number of reminders.
    """
    assigned_sheets = Sheet.objects.in_review().exclude(assignment=None)
    late_sheets = assigned_sheets.filter(assignment__due__lt=timezone.localdate())
    reminder_count = 0
    for pk in assigned_sheets.exclude(assignment__reviewer=None).order_by("pk").values_list("pk", flat=True):
        _release_if_left(pk)
    for pk in late_sheets.order_by("pk").values_list("pk", flat=True):
        reminder_count += _remind(pk)
    return reminder_count


@transaction.atomic
def _release_if_left(pk: int) -> None:
    page = _still_in_review(pk)
    if page and holder_of(page) is None:
        page.assignment.hand_to(None)


@transaction.atomic
def _remind(pk: int) -> int:
    page, now, reminder_count = _still_in_review(pk), timezone.now(), 0
    if page is None or not page.assignment.is_late:
        return 0
    assignment, holder = page.assignment, holder_of(page)
    if holder and not assignment.holder_reminded:
        review_notices.notify_holder_late(page, holder=holder)
        assignment.holder_reminded, reminder_count = now, reminder_count + 1
    has_waited = assignment.due + PATIENCE < timezone.localdate(now)
    if not assignment.territory_reminded and (holder is None or has_waited):
        review_notices.notify_territory_late(page, holder=holder)
        assignment.territory_reminded, reminder_count = now, reminder_count + 1
    assignment.save(update_fields=["holder_reminded", "territory_reminded"])
    return reminder_count


def _still_in_review(pk: int) -> Sheet | None:
    """Return the sheet, locked; None if it was answered meanwhile."""
    page = Sheet.objects.select_for_update().get(pk=pk)
    return page if Sheet.objects.in_review().exclude(assignment=None).filter(pk=pk).exists() else None


def _in_review(page: Sheet) -> Sheet:
    """Return the sheet, locked, with its assignment. Raises `ValidationError` if it is not in review any more."""
    page = Sheet.objects.select_for_update().get(pk=page.pk)
    if not Sheet.objects.in_review().filter(pk=page.pk).exists():
        raise ValidationError(
            "Cette fiche n’est plus en relecture\u00a0: une autre personne a décidé, ou son auteur l’a reprise."
        )
    return page


def _refuse_unless_may_answer(page: Sheet, by: Member) -> None:
    if not may_answer(by, page):
        raise ValidationError(taken_by(holder_of(page), page))


# Remarks on the parts of a sheet in review: added, answered, done, reopened, withdrawn.
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
