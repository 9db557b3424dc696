"""Meetings announced, changed, cancelled."""

from django.db import transaction
from django.utils import timezone

from reseau.calendar.agenda.enums import MeetingChange
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.news import news_of_change, tell_of_meeting
from reseau.people.members.models.member import Member


@transaction.atomic
def announce_meeting(*, meeting: Meeting, by: Member, notify: bool = True) -> Meeting:
    """Announce a meeting to those whom it concerns; without `notify` it enters the agenda, and nobody is told.

    Raises `ValidationError` for a past day, or without a place.
    """
    meeting.announced_by = by
    meeting.full_clean()
    meeting.save(force_insert=True)
    if notify:
        tell_of_meeting(meeting, MeetingChange.ANNOUNCED, by=by)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, by: Member) -> Meeting:
    """Change a meeting; calendars move it. Another day, hour or place is told to those whom it concerns; so is the
    meeting itself to those whom it did not concern before, and to those whom it no longer concerns, that it does not.

    Raises `ValidationError` as for an announcement.
    """
    meeting.full_clean()
    news = news_of_change(meeting)
    meeting.changed = timezone.now()
    meeting.save(force_update=True)
    for change, members in news:
        tell_of_meeting(meeting, change, by=by, members=members)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Member) -> None:
    """Cancel a meeting: it leaves the agenda, those whom it concerns are told. Cancelling again changes nothing."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at is None:
        meeting.cancelled_at = meeting.changed = timezone.now()
        meeting.save(update_fields=["cancelled_at", "changed"])
        tell_of_meeting(meeting, MeetingChange.CANCELLED, by=by)
