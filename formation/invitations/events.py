"""Half-days as calendars read them (RFC 5545, 5546, 6047): one event each, under a number that never changes.

A half-day keeps its number (`half-day-12@…`) whatever its date or its place become, so that mail software changes the
event that it has, or takes it away, and never adds a second one. `SEQUENCE` tells which message is the latest.
"""

import datetime
from collections.abc import Iterable
from email.utils import parseaddr
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText

from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.members.models.member import Member

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
PARIS = ZoneInfo("Europe/Paris")
WINTER, SUMMER = datetime.timedelta(hours=1), datetime.timedelta(hours=2)
# How often a calendar that follows a feed asks for it again; software takes one word or the other.
REFRESH = datetime.timedelta(hours=6)


def uid_of(half_day: HalfDay) -> str:
    """For ever the same, in messages and in feeds."""
    return f"half-day-{half_day.pk}@{urlsplit(settings.ORIGIN).hostname}"


def invitation_for(
    member: Member, session: Session, half_days: Iterable[HalfDay], *, method: str, at: datetime.datetime
) -> bytes:
    """The calendar that adds or changes (`REQUEST`), or takes away (`CANCEL`), these half-days for `member` alone.

    Nobody else is named in it: who takes part is read in the site.
    """
    calendar = _calendar(method)
    for half_day in half_days:
        event = _event(half_day, session, private=True)
        event.add("dtstamp", at.astimezone(datetime.UTC))
        event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
        event.add("attendee", _attendee(member))
        calendar.add_component(event)
    return calendar.to_ical()


def feed_of(half_days: Iterable[HalfDay], *, title: str, private: bool) -> bytes:
    """What a calendar follows at an address: the same bytes as long as nothing has changed.

    Half-days come with their session. `private`: it is read by people who have a place, hence with the link of a
    meeting and what to know before coming.
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


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_paris())
    return calendar


def _paris() -> Timezone:
    """The rule of the Union since 1996, written out: mail software is not asked to know where Paris is."""
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    for half, name, month, before, after in (
        (TimezoneDaylight, "CEST", 3, WINTER, SUMMER),
        (TimezoneStandard, "CET", 10, SUMMER, WINTER),
    ):
        change = half()
        # Two in the morning by winter time, three by summer time: the clock that is about to change.
        change.add("dtstart", datetime.datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))  # noqa: DTZ001 - a rule is told in the time of the place
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
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
    event.add("location", _location(session))
    event.add("description", _description(half_day, session, private=private))
    event.add("url", _address(session))
    event.add("transp", "OPAQUE")
    event.add("organizer", _organizer())
    return event


def _location(session: Session) -> str:
    return f"{session.place}, {session.epm.address}" if session.epm else session.place


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
    """The sender of the mails: mail software refuses a change that comes from another address."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(settings.WAGTAIL_SITE_NAME)
    return organizer


def _attendee(member: Member) -> vCalAddress:
    """She has asked for it: her calendar takes it without a question, and answers nobody."""
    attendee = vCalAddress(f"mailto:{member.email}")
    attendee.params["CN"] = vText(member.get_full_name())
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    return attendee
