"""What a member holds, as each app lists it in its module `declarations.member_responsibilities`.

What is of a person (a sheet, a question in hand) passes when they leave the network; what is of a place (records,
workshops) when nobody is left there.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from jobs.declared import declared
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.referents import successors_of

MOST_SHOWN = 5


class Responsibility(ABC):
    """A kind of thing. `name` stands in forms: letters and underscores."""

    name: str
    label: str
    is_of_place: bool = False
    # False where the names of the objects are not for everybody who closes a position: learners.
    is_named: bool = True
    # Empty where whoever closes the position chooses a person.
    destination: str = ""

    @abstractmethod
    def objects(self, position: Position) -> Sequence[Model]:
        """Return what the holder of `position` holds by it or at all. One query."""

    @abstractmethod
    def pass_on(self, objects: Sequence[Model], *, position: Position, successor: Member | None, by: Member) -> None:
        """Give them to `successor`, or tell those to whom they go. Raises `ValidationError`."""

    @abstractmethod
    def take_back(self, keys: Sequence[int], *, position: Position, heir: Member | None, by: Member) -> int:
        """Give back to the holder of `position` what `pass_on` gave to `heir`, and return how much came back.

        `keys`: primary keys of those objects. What has changed hands since stays where it is.
        """


@dataclass(frozen=True, slots=True)
class Held:
    """What a departure finds: the objects of one kind, which pass on or stay with the team of the place."""

    responsibility: Responsibility
    objects: Sequence[Model]
    stays: bool

    @property
    def name(self) -> str:
        return self.responsibility.name

    @property
    def count(self) -> int:
        return len(self.objects)

    @property
    def shown(self) -> Sequence[Model]:
        return self.objects[:MOST_SHOWN] if self.responsibility.is_named else ()

    @property
    def more(self) -> int:
        return max(self.count - MOST_SHOWN, 0) if self.responsibility.is_named else 0

    @property
    def is_chosen(self) -> bool:
        """Whether somebody must be chosen for it."""
        return not (self.stays or self.responsibility.destination)

    @property
    def destination(self) -> str:
        return "restent à l’équipe du lieu" if self.stays else self.responsibility.destination


def responsibility_named(name: str) -> Responsibility | None:
    return next((each for each in declared("member_responsibilities", "RESPONSIBILITIES") if each.name == name), None)


def held_by(position: Position, *, team: Sequence[Position] | None = None) -> list[Held]:
    """Return what is to pass on when `position` is closed, and what stays at its place. One query for each kind.

    `team`: those who stay at its place, if they are loaded already.
    """
    is_last = not Position.objects.live().filter(member=position.member_id).exclude(pk=position.pk).exists()
    has_team = bool(successors_of(position) if team is None else team)
    found = []
    for responsibility in declared("member_responsibilities", "RESPONSIBILITIES"):
        if (responsibility.is_of_place and not position.epm_id) or (not responsibility.is_of_place and not is_last):
            continue
        if objects := list(responsibility.objects(position)):
            found.append(Held(responsibility, objects, stays=responsibility.is_of_place and has_team))
    return found


def heirs_of(position: Position) -> QuerySet[Member]:
    """Return who may take over what the position holds: the team of the place, the territory, the coordination."""
    live = Position.objects.live().filter(member__is_active=True).exclude(member=position.member_id)
    near = live.filter(role=Role.COORDINATOR)
    if position.covered_territory_id:
        near |= live.filter(role=Role.TERRITORIAL, territory=position.covered_territory_id)
    if position.epm_id:
        near |= live.filter(epm=position.epm_id)
    return Member.objects.filter(pk__in=near.values("member"))
