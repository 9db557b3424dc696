"""What readers do with a sheet: keep it, thank its authors, send feedback."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.library.readers import notices as reader_notices
from ressources.library.readers.enums import FeedbackKind
from ressources.library.readers.models import Favourite, Feedback, Thanks
from ressources.permissions import is_author
from ressources.sheets.models.sheet import Sheet


# One-button actions of a reader: keep a sheet as a favourite, thank its authors.
@transaction.atomic
def keep_favourite(*, sheet: Sheet, by: Member) -> None:
    """Add the sheet to the favourites. Adding it again changes nothing."""
    Favourite.objects.get_or_create(sheet=sheet, member=by)


@transaction.atomic
def drop_favourite(*, sheet: Sheet, by: Member) -> None:
    """Remove the sheet from the favourites."""
    Favourite.objects.filter(sheet=sheet, member=by).delete()


@transaction.atomic
def thank(*, sheet: Sheet, by: Member) -> None:
    """Thank the authors of the sheet once, and notify them. Raises `ValidationError` for one of the authors."""
    sheet = _locked_sheet(sheet)
    if is_author(by, sheet):
        raise ValidationError("Cette fiche est de vous : les mercis viennent des autres.")
    thanks, is_new = Thanks.objects.get_or_create(sheet=sheet, member=by)
    if is_new:
        reader_notices.notify_thanks(sheet, thanks=thanks)


@transaction.atomic
def take_back_thanks(*, sheet: Sheet, by: Member) -> None:
    """Take the thanks back, and remove them from the notice of the week."""
    sheet = _locked_sheet(sheet)
    for thanks in Thanks.objects.filter(sheet=sheet, member=by):
        thanks.delete()
        reader_notices.notify_thanks(sheet, thanks=thanks)


def _locked_sheet(sheet: Sheet) -> Sheet:
    """Lock the sheet, so that the notice names both of two members who thank at once."""
    return Sheet.objects.select_for_update().get(pk=sheet.pk)


# Feedback to the authors of a sheet: sent, answered once, settled, reopened.
# The same words from the same member within this time are one message sent twice.
DOUBLE_CLICK = timedelta(minutes=1)
MAX_A_DAY = 20
MAX_UNSETTLED = 5


@transaction.atomic
def send_feedback(*, sheet: Sheet, by: Member, kind: FeedbackKind, text: str) -> Feedback:
    """Send feedback to those who answer for the sheet.

    Raises `ValidationError` beyond twenty messages a day, or five unsettled ones on one sheet.
    """
    Member.objects.select_for_update().get(pk=by.pk)  # so that two requests at once do not exceed the limit
    now, sent_feedback = timezone.now(), Feedback.objects.filter(sender=by)
    if duplicate := sent_feedback.filter(sheet=sheet, kind=kind, text=text, sent__gt=now - DOUBLE_CLICK).first():
        return duplicate
    if sent_feedback.filter(sheet=sheet).unsettled().count() >= MAX_UNSETTLED:
        raise ValidationError(
            f"L’auteur a déjà {MAX_UNSETTLED} retours de vous à traiter sur cette fiche. "
            "Laissez-lui le temps d’y répondre."
        )
    if sent_feedback.filter(sent__gt=now - timedelta(days=1)).count() >= MAX_A_DAY:
        raise ValidationError(f"Vous avez écrit {MAX_A_DAY} retours depuis hier : revenez demain pour celui-ci.")
    feedback = Feedback.objects.create(sheet=sheet, sender=by, kind=kind, text=text)
    reader_notices.notify_feedback(feedback)
    return feedback


@transaction.atomic
def answer_feedback(*, feedback: Feedback, by: Member, text: str, settle: bool = False) -> Feedback:
    """Save the only answer and notify the sender; with `settle`, settle it at once.

    Raises `ValidationError` if there is another answer already.
    """
    feedback = _locked_feedback(feedback)
    if feedback.answered:
        if feedback.answer == text:
            return feedback
        who = feedback.answered_by or "Une personne partie du réseau"
        raise ValidationError(f"{who} a déjà répondu : « {feedback.answer} »")
    feedback.answer, feedback.answered, feedback.answered_by = text, timezone.now(), by
    if settle and feedback.settled is None:
        feedback.settled, feedback.settled_by = feedback.answered, by
    feedback.save()
    reader_notices.withdraw_feedback(feedback)
    reader_notices.notify_answer(feedback)
    return feedback


@transaction.atomic
def settle_feedback(*, feedback: Feedback, by: Member) -> None:
    """Settle the feedback and notify its sender."""
    feedback = _locked_feedback(feedback)
    if feedback.settled is None:
        feedback.settled, feedback.settled_by = timezone.now(), by
        feedback.save(update_fields=["settled", "settled_by"])
        reader_notices.notify_settled(feedback)


@transaction.atomic
def reopen_feedback(*, feedback: Feedback) -> None:
    """Make the feedback unsettled again."""
    feedback = _locked_feedback(feedback)
    feedback.settled = feedback.settled_by = None
    feedback.save(update_fields=["settled", "settled_by"])
    reader_notices.withdraw_settled(feedback)


def _locked_feedback(feedback: Feedback) -> Feedback:
    return lock_row(Feedback.objects.select_related("sheet", "sender", "answered_by"), feedback.pk)
