"""Meetings announced, changed, cancelled; the address of one's own agenda created and revoked."""

from django.db import transaction
from django.utils import timezone

from reseau.agenda.models.feed import AgendaFeed
from reseau.agenda.models.meeting import Meeting
from reseau.members.models.member import Member


@transaction.atomic
def announce_meeting(*, meeting: Meeting, by: Member) -> Meeting:
    """Announce a meeting. Raises `ValidationError` for a past day, or without a place."""
    meeting.announced_by = by
    meeting.full_clean()
    meeting.save(force_insert=True)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting) -> Meeting:
    """Change a meeting; calendars move it. Raises `ValidationError` as for an announcement."""
    meeting.full_clean()
    meeting.changed = timezone.now()
    meeting.save(force_update=True)
    return meeting


def cancel_meeting(*, meeting: Meeting) -> None:
    """Cancel a meeting: it leaves the agenda, its page says so. Cancelling again changes nothing."""
    now = timezone.now()
    Meeting.objects.kept().filter(pk=meeting.pk).update(cancelled_at=now, changed=now)


@transaction.atomic
def renew_agenda_feed(*, member: Member) -> AgendaFeed:
    """Draw the address of the member's agenda; a former one stops answering."""
    feed, _ = AgendaFeed.objects.update_or_create(member=member, defaults={"created": timezone.now()})
    return feed


def revoke_agenda_feed(*, member: Member) -> None:
    """Revoke the address of the member's agenda. Idempotent."""
    AgendaFeed.objects.filter(member=member).delete()
