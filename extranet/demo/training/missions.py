"""The demo's mission orders: journeys of volunteers to sessions of late and to come, by car or as a passenger."""

from datetime import timedelta

from django.utils import timezone

from formation.proof.travel.enums import CarReason, Power, Transport
from formation.proof.travel.models import Mission
from formation.proof.travel.router import estimated_route
from formation.proof.travel.services import prepare_mission
from formation.proof.travel.volunteering import Volunteering, drives_to_come
from formation.sessions.distance import place_of, point_of
from formation.sessions.enrolment.models.enrolment import Enrolment

# One in each round travels otherwise, one knows the distance better.
ROUND, PASSENGER, DECLARES = 5, 3, 1
ASKED_BEFORE, LATE = timedelta(days=6), timedelta(days=240)


def build_missions() -> None:
    """Describe the journeys of volunteers of the last months and of the next ones, each asked for some days before."""
    since = timezone.localdate() - LATE
    enrolments = Enrolment.objects.confirmed().filter(session__half_days__date__gte=since).distinct().order_by("pk")
    enrolments = enrolments.select_related("member", "session__training", "session__epm__commune", "session__commune")
    for rank, enrolment in enumerate(enrolments.prefetch_related("session__half_days")):
        drives = drives_to_come(enrolment.session, Volunteering.of(enrolment.member))
        if drives:
            route = estimated_route(place_of(drives[0].position.epm), point_of(enrolment.session))
            mission = prepare_mission(enrolment=enrolment, mission=_described(rank, drives[0].kilometres), route=route)
            half_days = enrolment.session.half_days.all()
            first = min(half_day.begins_at for half_day in half_days)
            mission.asked_at = min(first - ASKED_BEFORE, timezone.now())
            mission.save(update_fields=["asked_at"])


def _described(rank: int, kilometres: int) -> Mission:
    minutes = max(10, round(kilometres / 2 * 1.2 / 5) * 5)
    if rank % ROUND == PASSENGER:
        return Mission(transport=Transport.PASSENGER, minutes=minutes)
    return Mission(
        transport=Transport.CAR,
        power=Power.values[rank % 3],
        car_reason=(CarReason.NO_PUBLIC, CarReason.QUICKER, CarReason.EQUIPMENT)[rank % 3],
        is_insured=True,
        minutes=minutes,
        declared_kilometres=kilometres + 4 if rank % ROUND == DECLARES else None,
    )
