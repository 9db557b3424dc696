"""Workshops open to all, training sessions, outings of heritage, as events."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from alertes.channels.mails.headers import absolute
from extranet.public.structured_data.places import name_place
from formation.sessions.models.session import Session
from patrimoine.outings.models import Outing
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

SCHEDULED = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"
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


def describe_outing(outing: Outing) -> dict:
    """Describe an outing at its place, or where its trail begins: in words, since a trail has no address."""
    place = outing.place
    where = {"@type": "Place", "name": outing.where}
    if place:
        where |= {
            "url": absolute(place.get_absolute_url()),
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude},
            "address": {
                "@type": "PostalAddress",
                "postalCode": place.commune.postal_code,
                "addressLocality": place.commune.name,
                "addressCountry": "FR",
            },
        }
    return {
        "@type": "Event",
        "name": outing.name,
        "description": outing.summary,
        "url": absolute(outing.get_absolute_url()),
        "startDate": outing.begins_at.isoformat(),
        "endDate": outing.ends_at.isoformat(),
        "eventStatus": CANCELLED if outing.cancelled else SCHEDULED,
        "eventAttendanceMode": ON_SITE,
        "location": where,
        "inLanguage": "fr",
        "organizer": name_place(outing.epm),
    }


def describe_session(session: Session) -> dict:
    """Describe what visitors read: never the link of a remote meeting, nor who comes."""
    half_days = sorted(session.half_days.all(), key=lambda half_day: (half_day.date, half_day.start))
    first, last = half_days[0], half_days[-1]
    return {
        "@type": ["Event", "CourseInstance"],
        "name": session.training.title,
        "description": session.training.aim,
        "url": absolute(f"{session.training.get_absolute_url()}#sessions"),
        "startDate": at(first.date, first.start).isoformat(),
        "endDate": at(last.date, last.end).isoformat(),
        "eventStatus": SCHEDULED,
        "eventAttendanceMode": REMOTE if session.is_remote else ON_SITE,
        "courseMode": "Online" if session.is_remote else "Onsite",
        "location": location_of(session),
        "maximumAttendeeCapacity": session.capacity,
        "inLanguage": "fr",
        "organizer": {"@type": "Organization", "name": settings.ORGANISATION},
    }


def location_of(session: Session) -> dict:
    if session.is_remote:
        return {"@type": "VirtualLocation", "url": absolute(session.training.get_absolute_url())}
    return name_place(session.epm) if session.epm else {"@type": "Place", "name": session.full_place}
