"""Who is told that an EPM has a new person of reference, or none: the app of messages registers here how."""

from abc import ABC, abstractmethod

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM


class ReferentTeller(ABC):
    @abstractmethod
    def named(self, position: Position, *, by: Member | None) -> None:
        """Tell the holder of `position` that they are of reference now."""

    @abstractmethod
    def missing(self, epm: EPM, *, since: Position | None, by: Member | None) -> None:
        """Tell those who take over that `epm` has nobody of reference, since `since` was left. Once."""


_tellers: list[ReferentTeller] = []


def register_referent_teller(teller: ReferentTeller) -> None:
    """Register how people are told; a site has one."""
    _tellers[:] = [teller]


def tell_named(position: Position, *, by: Member | None = None) -> None:
    for teller in _tellers:
        teller.named(position, by=by)


def tell_missing(epm: EPM, *, since: Position | None = None, by: Member | None = None) -> None:
    for teller in _tellers:
        teller.missing(epm, since=since, by=by)
