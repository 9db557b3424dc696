"""Cars that go to a session, as a member sees them: anonymous neighbours, and people who have accepted a request.

A `Neighbour` carries no person, so that a page cannot leak one. Distances go from town hall to town hall: they are
estimates, equal for everybody in a commune.
"""

import math
from dataclasses import dataclass

from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.distance import point_of, road_kilometres, town_hall_of
from formation.sessions.enums import RideAnswer, RideKind
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune

# Detour in kilometres that a driver accepts at most; a guess, about ten minutes.
NEIGHBOUR_DETOUR_KM = 15


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who offers what the member looks for, or the reverse. `request`: key of the request between them, if
    any.

    `name` and `contacts` are empty until both people have accepted.
    """

    ride: int
    commune: str
    detour: int
    request: int | None = None
    is_asked: bool = False
    awaits_me: bool = False
    name: str = ""
    contacts: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return bool(self.name)

    @property
    def detour_words(self) -> str:
        """« sans détour », « environ 4 km de détour »."""
        return f"environ {self.detour}\u00a0km de détour" if self.detour else "sans détour"


@dataclass(frozen=True, slots=True)
class Sharing:
    """The ride of a member for a session, if any, and the neighbours that it brings."""

    mine: Ride | None
    neighbours: list[Neighbour]

    @property
    def agreed(self) -> list[Neighbour]:
        return [neighbour for neighbour in self.neighbours if neighbour.is_accepted]

    @property
    def others(self) -> list[Neighbour]:
        return [neighbour for neighbour in self.neighbours if not neighbour.is_accepted]

    @property
    def seats_left(self) -> int:
        return self.mine.seats - len(self.agreed) if self.mine and self.mine.is_offer else 0

    @property
    def is_settled(self) -> bool:
        """Return whether the car is full, or a seat is found: nobody else is to be asked."""
        return bool(self.agreed) and not self.seats_left


def departure_commune(member: Member) -> Commune | None:
    """Return the commune of the EPM of the member's main position, else of the first position with an EPM."""
    return next((position.epm.commune for position in member.live_positions if position.epm_id), None)


def detour(driver: Commune, passenger: Commune, session: Session) -> int | None:
    """Return the kilometres that fetching `passenger` adds, rounded up, or None for a session without a place."""
    end = point_of(session)
    if end is None:
        return None
    start, by = town_hall_of(driver), town_hall_of(passenger)
    extra_kilometres = road_kilometres(start, by) + road_kilometres(by, end) - road_kilometres(start, end)
    return math.ceil(round(max(extra_kilometres, 0), 1))


def are_neighbours(offer: Ride, search: Ride, session: Session) -> bool:
    extra_kilometres = detour(offer.commune, search.commune, session)
    return extra_kilometres is not None and extra_kilometres <= NEIGHBOUR_DETOUR_KM


def sharing_of(session: Session, member: Member) -> Sharing:
    """Return what the member sees for this session. Three queries, however many people."""
    own_ride = session.rides.in_force().select_related("commune").filter(member=member).first()
    if own_ride is None:
        return Sharing(None, [])
    requests = {request.other_than(own_ride).pk: request for request in _requests_of(own_ride)}
    neighbours = [_neighbour(own_ride, request, session) for request in requests.values() if not _is_refused(request)]
    if not Sharing(own_ride, neighbours).is_settled:
        neighbours += _new_neighbours(own_ride, session, excluded_rides=requests)
    return Sharing(
        own_ride, sorted(neighbours, key=lambda neighbour: (neighbour.detour, neighbour.commune, neighbour.ride))
    )


def _requests_of(own_ride: Ride):
    other_side = "search" if own_ride.is_offer else "offer"
    in_force = Ride.objects.in_force().values("pk")
    requests = own_ride.requests.filter(**{f"{other_side}__in": in_force})
    return requests.select_related(f"{other_side}__member", f"{other_side}__commune")


def _is_refused(request: RideRequest) -> bool:
    return request.answer == RideAnswer.DECLINED


def _new_neighbours(own_ride: Ride, session: Session, *, excluded_rides) -> list[Neighbour]:
    """Neighbours without any request yet, who still have a free seat or still look for one.

    `excluded_rides`: keys of the rides that already have a request with `own_ride`.
    """
    rides = session.rides.in_force().with_accepted_requests().select_related("commune")
    rides = rides.filter(kind=RideKind(own_ride.kind).opposite).exclude(pk__in=excluded_rides)
    neighbours = []
    for ride in rides:
        offer, search = (own_ride, ride) if own_ride.is_offer else (ride, own_ride)
        is_free = ride.accepted_requests < ride.seats if ride.is_offer else not ride.accepted_requests
        if is_free and are_neighbours(offer, search, session):
            neighbours.append(Neighbour(ride.pk, ride.commune.name, detour(offer.commune, search.commune, session)))
    return neighbours


def _neighbour(own_ride: Ride, request: RideRequest, session: Session) -> Neighbour:
    other_ride = request.other_than(own_ride)
    offer, search = (own_ride, other_ride) if own_ride.is_offer else (other_ride, own_ride)
    identity = {"name": str(other_ride.member), "contacts": tuple(other_ride.contacts)} if request.is_accepted else {}
    return Neighbour(
        other_ride.pk,
        other_ride.commune.name,
        detour(offer.commune, search.commune, session) or 0,
        request=request.pk,
        is_asked=request.is_waiting,
        awaits_me=request.is_waiting and request.by_driver != own_ride.is_offer,
        **identity,
    )
