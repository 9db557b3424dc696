"""When an appointment can begin: its room, a desk and somebody of the team are free together, from end to end.

A day is counted in quarters of an hour since midnight. Pure: what is taken is given, nothing is read.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlotOpening:
    """A slot on one day: quarters from `first` to `last`, which is not part of it."""

    slot: int
    room: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TakenQuarters:
    """Key of a room, of a desk or of a member → the quarters in which it is taken that day."""

    rooms: dict[int, set[int]] = field(default_factory=dict)
    desks: dict[int, set[int]] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreeStart:
    """A quarter at which an appointment can begin, and what it would take."""

    quarter: int
    slot: int
    room: int
    desk: int
    member: int


def free_starts(
    *,
    openings: Iterable[SlotOpening],
    length: int,
    desks: Sequence[int],
    members: Sequence[int],
    taken: TakenQuarters,
    earliest: int = 0,
) -> list[FreeStart]:
    """Return the starts of an appointment of `length` quarters, one for each quarter, in order.

    They follow one another by the length from the beginning of each opening, and from the end of what is booked in its
    room, so that a long appointment leaves no hole that nobody can book. `desks` and `members`: the preferred ones
    first. None begins before `earliest`.
    """
    found: dict[int, FreeStart] = {}
    for opening in sorted(openings, key=lambda each: (each.first, each.slot)):
        busy = taken.rooms.get(opening.room, set())
        quarter = opening.first
        while quarter + length <= opening.last:
            needed = range(quarter, quarter + length)
            if blocked := [each for each in needed if each in busy]:
                quarter = blocked[-1] + 1
                continue
            desk, member = first_free(desks, taken.desks, needed), first_free(members, taken.members, needed)
            if quarter >= earliest and desk is not None and member is not None:
                found.setdefault(quarter, FreeStart(quarter, opening.slot, opening.room, desk, member))
            quarter += length
    return [found[quarter] for quarter in sorted(found)]


def first_free(keys: Sequence[int], taken: dict[int, set[int]], needed: Collection[int]) -> int | None:
    """Return the first key that nothing takes in the quarters `needed`."""
    return next((key for key in keys if taken.get(key, set()).isdisjoint(needed)), None)
