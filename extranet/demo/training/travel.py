"""The demo's journeys: mission orders of volunteers, rides shared to sessions to come."""

from datetime import timedelta

from django.utils import timezone

from formation.proof.travel.enums import CarReason, Power, Transport
from formation.proof.travel.models import Mission
from formation.proof.travel.router import estimated_route
from formation.proof.travel.services import prepare_mission
from formation.proof.travel.volunteering import Volunteering, drives_to_come
from formation.sessions.carpool.neighbours import NEIGHBOUR_DETOUR_KM, departure_commune, detour, sharing_of
from formation.sessions.carpool.services import answer_ride, ask_ride, share_ride
from formation.sessions.distance import place_of, point_of
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enums import PlaceKind, RideKind
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member

# The demo's mission orders: journeys of volunteers to sessions of late and to come, by car or as a passenger.
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


# The demo's rides to the coming sessions of `animateur1`, who shares one with a neighbour; others offer or look.
SEATS = 3


def build_rides(*, animator: Member) -> None:
    """Build rides to each coming session of `animator`: participants offer or look; two neighbours ask."""
    sessions = Session.objects.upcoming().filter(enrolments__in=animator.enrolments.confirmed())
    for session in sessions.exclude(place_kind=PlaceKind.REMOTE):
        if not session.has_begun():
            _build_rides_to(session, animator)


def _build_rides_to(session: Session, animator: Member) -> None:
    _share(session, animator, RideKind.OFFER)
    people = [
        enrolment.member
        for enrolment in session.enrolments.confirmed().exclude(member=animator).select_related("member")
    ]
    for rank, member in enumerate(people):
        commune = departure_commune(member)
        if commune and commune != session.where:
            is_near = detour(departure_commune(animator), commune, session) <= NEIGHBOUR_DETOUR_KM
            _share(session, member, RideKind.OFFER if rank % 2 and not is_near else RideKind.SEARCH)
    neighbours = sharing_of(session, animator).others[:2]
    for rank, neighbour in enumerate(neighbours):
        member = session.rides.get(pk=neighbour.ride).member
        ride_request = ask_ride(session=session, member=member, neighbour_ride=session.rides.get(member=animator).pk)
        if rank == 0:
            answer_ride(session=session, member=animator, request_pk=ride_request.pk, accepts=True)


def _share(session: Session, member: Member, kind: RideKind) -> None:
    share_ride(session=session, member=member, kind=kind, seats=SEATS, shows_email=True, shows_phone=bool(member.phone))
