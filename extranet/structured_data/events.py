"""Workshops open to all and training sessions, as events."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from alertes.mails.headers import absolute
from extranet.structured_data.places import name_place
from formation.sessions.models.session import Session
from ressources.open_workshops.models.workshop import OpenWorkshop

SCHEDULED = "https://schema.org/EventScheduled"
ON_SITE = "https://schema.org/OfflineEventAttendanceMode"
REMOTE = "https://schema.org/OnlineEventAttendanceMode"


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())


def describe_workshop(workshop: OpenWorkshop) -> dict:
    begins = at(workshop.date, workshop.start)
    return {
        "@type": "Event",
        "name": workshop.sheet.title,
        "description": workshop.sheet.aim,
        "url": absolute(workshop.get_absolute_url()),
        "startDate": begins.isoformat(),
        "endDate": (begins + timedelta(minutes=workshop.minutes)).isoformat(),
        "eventStatus": SCHEDULED,
        "eventAttendanceMode": ON_SITE,
        "location": name_place(workshop.epm),
        "maximumAttendeeCapacity": workshop.places,
        "isAccessibleForFree": True,
        "inLanguage": "fr",
        "organizer": {"@type": "Organization", "name": settings.ORGANISATION},
    }


def describe_session(session: Session) -> dict:
    """Describe what visitors read: never the link of a remote meeting, nor who comes."""
    half_days = sorted(session.half_days.all(), key=lambda half_day: (half_day.date, half_day.start))
    first, last = half_days[0], half_days[-1]
    return {
        "@type": "Event",
        "name": session.training.title,
        "description": session.training.aim,
        "url": absolute(f"{session.training.get_absolute_url()}#sessions"),
        "startDate": at(first.date, first.start).isoformat(),
        "endDate": at(last.date, last.end).isoformat(),
        "eventStatus": SCHEDULED,
        "eventAttendanceMode": REMOTE if session.is_remote else ON_SITE,
        "location": location_of(session),
        "maximumAttendeeCapacity": session.capacity,
        "inLanguage": "fr",
        "organizer": {"@type": "Organization", "name": settings.ORGANISATION},
    }


def location_of(session: Session) -> dict:
    if session.is_remote:
        return {"@type": "VirtualLocation", "url": absolute(session.training.get_absolute_url())}
    return name_place(session.epm) if session.epm else {"@type": "Place", "name": session.full_place}
