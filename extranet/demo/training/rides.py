"""The demo's rides to the coming sessions of `animateur1`, who shares one with a neighbour; others offer or look."""

from formation.sessions.carpool.enums import RideKind
from formation.sessions.carpool.neighbours import NEIGHBOUR_DETOUR_KM, departure_commune, detour, sharing_of
from formation.sessions.carpool.services import answer_ride, ask_ride, share_ride
from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member

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
