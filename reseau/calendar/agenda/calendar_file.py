"""Calendars as files (RFC 5545): their head, the time zone of Paris, and the feed of the agenda."""

import datetime
from collections.abc import Iterable
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from reseau.calendar.agenda.registry import AgendaDate
from reseau.web.identifier_domain import identifier_domain

PUBLISH = "PUBLISH"
PARIS = ZoneInfo("Europe/Paris")
WINTER, SUMMER = datetime.timedelta(hours=1), datetime.timedelta(hours=2)
# How often a calendar reads a feed again. Software understands one property or the other.
REFRESH = datetime.timedelta(hours=6)


def new_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_paris())
    return calendar


def new_feed(title: str) -> Calendar:
    """Return an empty calendar that software reads again by itself."""
    calendar = new_calendar(PUBLISH)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
    return calendar


def whole_uid(uid: str) -> str:
    """Return an identifier that no other site gives: « half-day-12@extranet.example »."""
    return f"{uid}@{identifier_domain()}"


def render_agenda(dates: Iterable[AgendaDate], *, title: str) -> bytes:
    """Render the feed of the agenda: the same bytes while nothing changes."""
    calendar = new_feed(title)
    for date in dates:
        calendar.add_component(_event(date))
    return calendar.to_ical()


def _event(date: AgendaDate) -> Event:
    event, address = Event(), urljoin(settings.ORIGIN, date.url)
    event.add("uid", whole_uid(date.uid))
    event.add("dtstamp", date.changed.astimezone(datetime.UTC))
    event.add("last-modified", date.changed.astimezone(datetime.UTC))
    begins_at, ends_at = date.begins_at.astimezone(PARIS), date.ends_at.astimezone(PARIS)
    # Whole days are dates: those of another time zone stay the same days.
    event.add("dtstart", begins_at.date() if date.is_whole_day else begins_at)
    event.add("dtend", ends_at.date() if date.is_whole_day else ends_at)
    event.add("summary", f"{date.source.label}\u00a0: {date.title}")
    event.add("location", date.address or date.place)
    event.add("description", "\n".join(filter(None, (date.details, f"Dans l’extranet\u00a0: {address}"))))
    event.add("url", address)
    event.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


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
