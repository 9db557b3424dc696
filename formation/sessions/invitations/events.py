"""Half-days as calendar events (RFC 5545, 5546, 6047), under identifiers that never change.

A half-day keeps its identifier (`half-day-12@…`) when its date or place changes, so that mail software updates or
removes the existing event instead of adding another. `SEQUENCE` tells which message is the latest.
"""

import datetime
from collections.abc import Iterable, Iterator
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from icalendar import Event, vCalAddress, vText

from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.calendar.agenda.calendar_file import PARIS, PUBLISH, new_calendar, new_feed, whole_uid
from reseau.people.members.models.member import Member

REQUEST, CANCEL = "REQUEST", "CANCEL"
CALENDAR_STATUS = {SessionStatus.DRAFT: "TENTATIVE", SessionStatus.CANCELLED: "CANCELLED"}


def uid_of(half_day: HalfDay) -> str:
    """Return the identifier, the same in messages and in feeds."""
    return whole_uid(f"half-day-{half_day.pk}")


def render_invitation(
    member: Member, session: Session, half_days: Iterable[HalfDay], *, method: str, at: datetime.datetime
) -> bytes:
    """Render the calendar that adds or changes (`REQUEST`) or removes (`CANCEL`) these half-days for `member`.

    No other participant is named. Who no longer has a place gets neither the link of the meeting nor the note.
    """
    calendar = new_calendar(method)
    for half_day in half_days:
        event = _event(half_day, session, private=method == REQUEST)
        event.add("dtstamp", at.astimezone(datetime.UTC))
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        event.add("attendee", _attendee(member))
        calendar.add_component(event)
    return calendar.to_ical()


def render_feed(half_days: Iterable[HalfDay], *, title: str, private: bool) -> bytes:
    """Render a feed: the same bytes while nothing changes.

    Half-days come with their session. `private`: the reader has a place, and thus gets the link of the meeting and the
    note to participants.
    """
    calendar = new_feed(title)
    for half_day in half_days:
        event = _event(half_day, half_day.session, private=private)
        event.add("dtstamp", half_day.changed.astimezone(datetime.UTC))
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


def render_archive(half_days: Iterable[HalfDay]) -> Iterator[bytes]:
    """Render a calendar of any length piece by piece, with links and notes, cancelled sessions too.

    Half-days come with their session. The same bytes while nothing changes.
    """
    ending = b"END:VCALENDAR\r\n"
    yield new_calendar(PUBLISH).to_ical().removesuffix(ending)
    for half_day in half_days:
        event = _event(half_day, half_day.session, private=True)
        event.add("dtstamp", half_day.changed.astimezone(datetime.UTC))
        event.add("status", CALENDAR_STATUS.get(half_day.session.status, "CONFIRMED"))
        yield event.to_ical()
    yield ending


def _event(half_day: HalfDay, session: Session, *, private: bool) -> Event:
    event = Event()
    event.add("uid", uid_of(half_day))
    event.add("sequence", half_day.sequence)
    event.add("last-modified", half_day.changed.astimezone(datetime.UTC))
    event.add("dtstart", half_day.begins_at.astimezone(PARIS))
    event.add("dtend", half_day.ends_at.astimezone(PARIS))
    event.add("summary", f"Formation\u00a0: {session.training.title}")
    event.add("location", session.full_place)
    event.add("description", _description(half_day, session, private=private))
    event.add("url", _address(session))
    event.add("transp", "OPAQUE")
    event.add("organizer", _organizer())
    return event


def _description(half_day: HalfDay, session: Session, *, private: bool) -> str:
    lines = [f"{half_day.get_part_display().capitalize()}, {half_day.hours}"]
    if session.epm and session.epm.is_accessible:
        lines.append("Accessible en fauteuil roulant")
    if private and session.link:
        lines.append(f"Réunion à distance\u00a0: {session.link}")
    if private and session.note:
        lines.append(f"À savoir avant de venir\u00a0: {session.note}")
    lines.append(f"Dans l’extranet\u00a0: {_address(session)}")
    return "\n".join(lines)


def _address(session: Session) -> str:
    return urljoin(settings.ORIGIN, session.get_absolute_url())


def _organizer() -> vCalAddress:
    """The sender of the mails, since mail software refuses changes from another address."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(settings.WAGTAIL_SITE_NAME)
    return organizer


def _attendee(member: Member) -> vCalAddress:
    """Accepted already, since the member asked for it: their calendar neither asks nor answers."""
    attendee = vCalAddress(f"mailto:{member.email}")
    attendee.params["CN"] = vText(member.get_full_name())
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    return attendee
