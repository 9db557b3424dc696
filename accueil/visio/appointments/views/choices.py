"""What a booking chooses from, whoever books: services of a place, the next days with a free hour."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from accueil.visio.appointments.availability import FreeDay, free_days
from accueil.visio.appointments.models import Appointment
from accueil.visio.partners.models import PartnerService
from accueil.visio.slots.models import SlotDay
from accueil.visio.slots.services import HORIZON
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.list_facets import query_value

SHOWN_DAYS = 4
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShownDays:
    """A few days with free hours; `later`: from which day the next ones are looked for, None for the last ones."""

    days: Sequence[FreeDay]
    later: datetime.date | None


def services_at(epm: EPM) -> list[PartnerService]:
    """Return the services that can be met at a place, by partner. One query."""
    received = SlotDay.objects.to_come().bookable().order_by().filter(slot__room__epm=epm).values("slot__partner")
    services = PartnerService.objects.filter(partner__in=received, is_offered=True).select_related("partner")
    return sorted(services, key=lambda service: (str(service.partner), service.name))


def other_places_of(appointment: Appointment) -> QuerySet[EPM]:
    """Return the other places that receive the partner of an appointment, in the order of their names."""
    days = SlotDay.objects.to_come().bookable().order_by().filter(slot__partner=appointment.partner_id)
    places = EPM.objects.filter(pk__in=days.values("slot__room__epm")).exclude(pk=appointment.epm.pk)
    return places.select_related("commune").order_by("search_name", "pk")


def chosen_service(request: HttpRequest, services: Sequence[PartnerService]) -> PartnerService | None:
    """Return the service that the address names, None where it names none. Raises Http404 for another one."""
    key = query_value(request, "service")
    if not key:
        return None
    for service in services:
        if str(service.pk) == key:
            return service
    raise Http404


def shown_days(
    request: HttpRequest,
    *,
    epm: EPM,
    service: PartnerService,
    notice: datetime.timedelta,
    besides: Appointment | None = None,
    prefer: Member | None = None,
) -> ShownDays:
    """Return the days from the one that the address names (`?apres=`), else from today. `notice`: how long from now."""
    today = timezone.localdate()
    until = today + HORIZON
    try:
        since = max(today, datetime.date.fromisoformat(query_value(request, "apres")))
    except ValueError:
        since = today
    days = free_days(
        epm=epm,
        service=service,
        since=min(since, until),
        until=until,
        notice=notice,
        minutes=besides.minutes if besides else None,
        besides=besides,
        prefer=prefer,
    )
    shown = days[:SHOWN_DAYS]
    return ShownDays(shown, shown[-1].day + A_DAY if len(days) > SHOWN_DAYS else None)
