"""Who is told that an EPM has a new person of reference, or none: the app of messages lists how in its
module `declarations.tellers`, under `OF_REFERENTS`.
"""

from abc import ABC, abstractmethod

from jobs.declared import declared
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


def _tellers() -> tuple[ReferentTeller, ...]:
    """Return how people are told; a site has one."""
    return declared("tellers", "OF_REFERENTS")


def tell_named(position: Position, *, by: Member | None = None) -> None:
    for teller in _tellers():
        teller.named(position, by=by)


def tell_missing(epm: EPM, *, since: Position | None = None, by: Member | None = None) -> None:
    for teller in _tellers():
        teller.missing(epm, since=since, by=by)
