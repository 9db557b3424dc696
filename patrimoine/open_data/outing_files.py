"""Files of outings to come: in the shape that OpenAgenda gives its events, and as a calendar. Cancelled ones say so."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from patrimoine.outings.models import Outing
from patrimoine.outings.outing_dates import OutingDates
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import TrailStop
from reseau.calendar.agenda.calendar_file import render_agenda

# Codes of OpenAgenda (developers.openagenda.com): an event takes place as planned, or is cancelled; people come.
PLANNED, CANCELLED, ON_SITE = 1, 6, 1


def outings_to_come(today: date) -> list[Outing]:
    """Return the outings of today and later, cancelled ones too. Two queries."""
    stops = TrailStop.objects.filter(place__state=HeritageState.PUBLISHED).select_related("place__commune")
    outings = Outing.objects.visible_to(None).not_over(today).with_where()
    return list(outings.prefetch_related(Prefetch("trail__stops", stops, to_attr="walked_stops")))


def outings_json(outings: Iterable[Outing]) -> dict:
    """Return the outings as events, in the names of OpenAgenda. No query."""
    events = [_event(outing) for outing in outings]
    return {"total": len(events), "events": events}


def outings_ics(outings: Iterable[Outing]) -> bytes:
    return render_agenda(OutingDates().dates(outings), title="Sorties de patrimoine")


def _event(outing: Outing) -> dict:
    event = {
        "uid": outing.pk,
        "title": {"fr": outing.name},
        "description": {"fr": outing.summary},
        "keywords": {"fr": [outing.get_kind_display(), "Patrimoine"]},
        "canonicalUrl": urljoin(settings.ORIGIN, outing.get_absolute_url()),
        "status": CANCELLED if outing.cancelled else PLANNED,
        "attendanceMode": ON_SITE,
        "timings": [{"begin": begin, "end": end} for begin, end in _timings(outing)],
        "dateRange": {"fr": f"{outing.days}, {outing.hours}"},
        "location": _location(outing),
        "organizer": outing.epm.name,
        "registration": [{"type": "email" if "@" in outing.contact else "phone", "value": outing.contact}],
        "updatedAt": outing.changed.isoformat(timespec="seconds"),
    }
    return event | ({"conditions": {"fr": outing.capacity}} if outing.capacity else {})


def _timings(outing: Outing) -> Iterator[tuple[str, str]]:
    """Yield the beginning and the end of each day."""
    last = outing.last_day or outing.day
    for step in range((last - outing.day).days + 1):
        day = outing.day + timedelta(days=step)
        yield tuple(_moment(day, hour) for hour in (outing.start, outing.end))


def _moment(day: date, hour: time) -> str:
    return timezone.make_aware(datetime.combine(day, hour)).isoformat()


def _location(outing: Outing) -> dict:
    """Return where it begins: the place, or the first one of the trail."""
    place = outing.place or _first_place(outing)
    where = {"name": outing.where, "address": outing.meeting_point or outing.where, "countryCode": "FR"}
    if place is None:
        return where
    return where | {
        "city": place.commune.name,
        "postalCode": place.commune.postal_code,
        "insee": place.commune_id,
        "latitude": round(place.latitude, 6),
        "longitude": round(place.longitude, 6),
    }


def _first_place(outing: Outing) -> HeritagePlace | None:
    stops = outing.trail.walked_stops
    return stops[0].place if stops else None
