"""Half-days as calendar events (RFC 5545, 5546, 6047), under identifiers that never change.

A half-day keeps its identifier (`half-day-12@…`) when its date or place changes, so that mail software updates or
removes the existing event instead of adding another. `SEQUENCE` tells which message is the latest.
"""

import datetime
from collections.abc import Iterable, Iterator
from email.utils import parseaddr
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText

from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.members.models.member import Member

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
PARIS = ZoneInfo("Europe/Paris")
WINTER, SUMMER = datetime.timedelta(hours=1), datetime.timedelta(hours=2)
# How often a calendar reads a feed again. Software understands one property or the other.
REFRESH = datetime.timedelta(hours=6)
CALENDAR_STATUS = {SessionStatus.DRAFT: "TENTATIVE", SessionStatus.CANCELLED: "CANCELLED"}


def uid_of(half_day: HalfDay) -> str:
    """Return the identifier, the same in messages and in feeds."""
    return f"half-day-{half_day.pk}@{urlsplit(settings.ORIGIN).hostname}"


def render_invitation(
    member: Member, session: Session, half_days: Iterable[HalfDay], *, method: str, at: datetime.datetime
) -> bytes:
    """Render the calendar that adds or changes (`REQUEST`) or removes (`CANCEL`) these half-days for `member`.

    No other participant is named. Who no longer has a place gets neither the link of the meeting nor the note.
    """
    calendar = _calendar(method)
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
    calendar = _calendar(PUBLISH)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
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
    yield _calendar(PUBLISH).to_ical().removesuffix(ending)
    for half_day in half_days:
        event = _event(half_day, half_day.session, private=True)
        event.add("dtstamp", half_day.changed.astimezone(datetime.UTC))
        event.add("status", CALENDAR_STATUS.get(half_day.session.status, "CONFIRMED"))
        yield event.to_ical()
    yield ending


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_paris())
    return calendar


def _paris() -> Timezone:
    """The rule of the European Union since 1996, written out, since mail software may not know time zones."""
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    for component_class, name, month, offset_before, offset_after in (
        (TimezoneDaylight, "CEST", 3, WINTER, SUMMER),
        (TimezoneStandard, "CET", 10, SUMMER, WINTER),
    ):
        change = component_class()
        # Two o'clock in winter time, three in summer time: the clock before the change.
        change.add("dtstart", datetime.datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))  # noqa: DTZ001 - the rule is in local time
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        change.add("tzoffsetfrom", offset_before)
        change.add("tzoffsetto", offset_after)
        change.add("tzname", name)
        zone.add_component(change)
    return zone


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
