"""Notices between the readers and the authors of a sheet: thanks, feedback, its answer."""

from django.urls import reverse
from django.utils import timezone

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify, take_back_notice
from ressources.declarations.events import REVIEW_AWAITED, SHEET_ANSWER, SHEET_FEEDBACK, SHEET_THANKS
from ressources.library.readers.enums import FeedbackKind
from ressources.library.readers.models import Feedback, Thanks
from ressources.library.readers.wording import named_members
from ressources.review.reviewers import reviewers_of
from ressources.sheets.models.sheet import Sheet


def notify_thanks(sheet: Sheet, *, thanks: Thanks) -> None:
    """Update the one notice of the sheet and week, which names those who thanked until it is read; no mail.

    `thanks` was just given or taken back.
    """
    week = timezone.localdate(thanks.given).isocalendar()
    key = f"sheet:{sheet.pk}:thanks:{week.year}-{week.week:02d}"
    take_back_notice(key=key)
    names = [str(row.member) for row in sheet.thanks.of_the_week(thanks.given).select_related("member")]
    if names:
        verb = "vous remercient" if len(names) > 1 else "vous remercie"
        text = f"{named_members(names)} {verb} pour votre fiche « {sheet.title} »."
        notify(members=sheet.authors_here, key=key, text=text, url=sheet.get_absolute_url(), kind=SHEET_THANKS)


def notify_feedback(feedback: Feedback) -> None:
    """Notify the authors of the sheet; once all of them have left, its reviewers."""
    sheet = feedback.sheet
    authors = list(sheet.authors_here)
    notify(
        members=authors or reviewers_of(sheet),
        key=_received_key(feedback),
        text=f"{feedback.sender} {FeedbackKind(feedback.kind).action} « {sheet.title} » : {feedback.text}",
        url=f"{reverse('ressources:feedback', args=[sheet.pk])}#retour-{feedback.pk}",
        exclude=feedback.sender,
        kind=SHEET_FEEDBACK if authors else REVIEW_AWAITED,
        fact=LASTING,
    )


def notify_answer(feedback: Feedback) -> None:
    text = f"{feedback.answered_by} a répondu à votre retour sur « {feedback.sheet.title} » : {feedback.answer}"
    _notify_sender(feedback, key=f"feedback:{feedback.pk}:answered", text=text)


def notify_settled(feedback: Feedback) -> None:
    """Notify the sender, and withdraw the notice from the authors who have not read it."""
    withdraw_feedback(feedback)
    text = f"Votre retour sur « {feedback.sheet.title} » est traité, par {feedback.settled_by}."
    _notify_sender(feedback, key=_settled_key(feedback), text=text)


def withdraw_feedback(feedback: Feedback) -> None:
    take_back_notice(key=_received_key(feedback))


def withdraw_settled(feedback: Feedback) -> None:
    take_back_notice(key=_settled_key(feedback))


def _notify_sender(feedback: Feedback, *, key: str, text: str) -> None:
    members = [feedback.sender] if feedback.sender else []
    url = f"{reverse('ressources:my_feedback')}#retour-{feedback.pk}"
    notify(members=members, key=key, text=text, url=url, kind=SHEET_ANSWER, fact=LASTING)


def _received_key(feedback: Feedback) -> str:
    return f"feedback:{feedback.pk}:received"


def _settled_key(feedback: Feedback) -> str:
    return f"feedback:{feedback.pk}:settled"
