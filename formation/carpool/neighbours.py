"""What somebody sees of the cars that go to a session: neighbours without a name, and those who have agreed with her.

A `Neighbour` carries no person: a page cannot show what it was not given. Distances are from town hall to town hall,
hence the same for everybody of a commune, and an estimate.
"""

import math
from dataclasses import dataclass

from formation.carpool.models import Ride, RideRequest
from formation.distance import point_of, road_kilometres, town_hall_of
from formation.enums import RideAnswer, RideKind
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from reseau.places.models.commune import Commune

# Kilometres that a driver adds to her way, at most, to fetch a neighbour. A guess: ten minutes or so.
NEIGHBOUR_DETOUR_KM = 15


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who offers what one looks for, or looks for what one offers. `request`: the key of what was asked.

    `name` and `contacts` are empty until both have accepted.
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
    """What `member` has said for a session, if anything, and whom it brings near."""

    mine: Ride | None
    neighbours: list[Neighbour]

    @property
    def agreed(self) -> list[Neighbour]:
        return [one for one in self.neighbours if one.is_accepted]

    @property
    def others(self) -> list[Neighbour]:
        return [one for one in self.neighbours if not one.is_accepted]

    @property
    def seats_left(self) -> int:
        return self.mine.seats - len(self.agreed) if self.mine and self.mine.is_offer else 0

    @property
    def is_settled(self) -> bool:
        """A full car, or a seat found: nobody else is to be asked."""
        return bool(self.agreed) and not self.seats_left


def commune_of(member: Member) -> Commune | None:
    """That of the EPM of her main position, or of the first of them that has one."""
    return next((position.epm.commune for position in member.live_positions if position.epm_id), None)


def detour(driver: Commune, passenger: Commune, session: Session) -> int | None:
    """Kilometres that fetching `passenger` adds to the way there, rounded up; None when there is nowhere to go."""
    end = point_of(session)
    if end is None:
        return None
    start, by = town_hall_of(driver), town_hall_of(passenger)
    added = road_kilometres(start, by) + road_kilometres(by, end) - road_kilometres(start, end)
    return math.ceil(round(max(added, 0), 1))


def are_neighbours(offer: Ride, search: Ride, session: Session) -> bool:
    added = detour(offer.commune, search.commune, session)
    return added is not None and added <= NEIGHBOUR_DETOUR_KM


def sharing_of(session: Session, member: Member) -> Sharing:
    """Three queries, however many people."""
    mine = session.rides.in_force().select_related("commune").filter(member=member).first()
    if mine is None:
        return Sharing(None, [])
    requests = {request.other_than(mine).pk: request for request in _requests_of(mine)}
    neighbours = [_neighbour(mine, request, session) for request in requests.values() if not _is_refused(request)]
    if not Sharing(mine, neighbours).is_settled:
        neighbours += _strangers(mine, session, without=requests)
    return Sharing(mine, sorted(neighbours, key=lambda one: (one.detour, one.commune, one.ride)))


def _requests_of(mine: Ride):
    other = "search" if mine.is_offer else "offer"
    in_force = Ride.objects.in_force().values("pk")
    return mine.requests.filter(**{f"{other}__in": in_force}).select_related(f"{other}__member", f"{other}__commune")


def _is_refused(request: RideRequest) -> bool:
    return request.answer == RideAnswer.DECLINED


def _strangers(mine: Ride, session: Session, *, without) -> list[Neighbour]:
    """Neighbours to whom nothing was asked yet, and who still have, or still look for, a seat."""
    rides = session.rides.in_force().with_taken().select_related("commune")
    rides = rides.filter(kind=RideKind(mine.kind).other).exclude(pk__in=without)
    found = []
    for ride in rides:
        offer, search = (mine, ride) if mine.is_offer else (ride, mine)
        is_free = ride.taken < ride.seats if ride.is_offer else not ride.taken
        if is_free and are_neighbours(offer, search, session):
            found.append(Neighbour(ride.pk, ride.commune.name, detour(offer.commune, search.commune, session)))
    return found


def _neighbour(mine: Ride, request: RideRequest, session: Session) -> Neighbour:
    other = request.other_than(mine)
    offer, search = (mine, other) if mine.is_offer else (other, mine)
    known = {"name": str(other.member), "contacts": tuple(other.contacts)} if request.is_accepted else {}
    return Neighbour(
        other.pk,
        other.commune.name,
        detour(offer.commune, search.commune, session) or 0,
        request=request.pk,
        is_asked=request.is_waiting,
        awaits_me=request.is_waiting and request.by_driver != mine.is_offer,
        **known,
    )
