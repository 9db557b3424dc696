"""Minutes written until a later meeting approves them."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.minutes.models import ItemMinutes
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

CLOSED = "Le compte rendu se lit tel qu’il a été approuvé\u00a0: il ne change plus."
NOT_HELD = "Le compte rendu s’écrit après la séance."


@transaction.atomic
def save_minutes(*, meeting: SteeringMeeting, texts: Mapping[int, str], by: Member) -> None:
    """Write the minutes of items, key of an item → text; an empty text removes them.

    Raises ValidationError for a meeting that was not held, or whose minutes are approved.
    """
    meeting = _draft(meeting)
    written = {minutes.item_id: minutes for minutes in ItemMinutes.objects.filter(item__meeting=meeting)}
    for item in meeting.items.filter(pk__in=texts):
        text, minutes = texts[item.pk].strip(), written.get(item.pk)
        if minutes and not text:
            minutes.delete()
        elif text and (minutes is None or minutes.text != text):
            minutes = minutes or ItemMinutes(item=item)
            minutes.text, minutes.changed_by = text, by
            minutes.full_clean(exclude=["item", "changed_by"])
            minutes.save()


@transaction.atomic
def approve_minutes(*, meeting: SteeringMeeting, approved_in: SteeringMeeting) -> SteeringMeeting:
    """Note that the meeting `approved_in` approved the minutes of `meeting`: all members read them, they never change.

    Raises ValidationError where an item has none, or `approved_in` was not held after `meeting`.
    """
    meeting = _draft(meeting)
    later = SteeringMeeting.objects.after(meeting).filter(pk=approved_in.pk)
    if not later.exists():
        raise ValidationError({"approved_in": "Choisissez une séance qui s’est tenue ensuite."})
    if missing := meeting.items.filter(minutes=None).first():
        raise ValidationError(f"Le point «\u00a0{missing}\u00a0» n’a pas encore de compte rendu.")
    meeting.state, meeting.approved_in = SteeringState.APPROVED, approved_in
    meeting.save()
    return meeting


def _draft(meeting: SteeringMeeting) -> SteeringMeeting:
    meeting = lock_row(SteeringMeeting.objects.all(), meeting.pk)
    if meeting.state == SteeringState.APPROVED:
        raise ValidationError(CLOSED)
    if meeting.state != SteeringState.HELD:
        raise ValidationError(NOT_HELD)
    return meeting
