"""The best proposals first, without looking at all of them: spans of days and rooms are each sorted by what they cost.

A proposal costs its span (with the trainer who suits it best), its room, and what this room costs on those very days,
which is never less than nothing. So the sum of the first two is the least that it may cost, and the cheapest sums are
looked at first; a proposal is given once nothing that is left may cost less.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from formation.planning.finding.costs import Costs, bends_in_words, reasons_in_words
from formation.planning.finding.world import Moment, Room, Trainer, World

WANTED = 20
# So that twenty proposals are twenty choices, and not one room on twenty days.
MOST_OF_A_DAY = 2
MOST_OF_A_ROOM = 3


@dataclass(frozen=True, slots=True)
class Choice:
    cost: float
    moments: tuple[Moment, ...]
    room: Room
    trainer: Trainer | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A choice with its reasons and with everything that it bends."""

    choice: Choice
    reasons: list[str]
    bends: list[str]


def proposals(world: World, wanted: int = WANTED) -> list[Proposal]:
    """The `wanted` best, at most two of a day and three of a room."""
    costs = Costs(world)
    return [
        Proposal(
            choice,
            reasons_in_words(costs, choice.moments, choice.room, choice.trainer),
            bends_in_words(costs, choice.moments, choice.room, choice.trainer),
        )
        for choice in varied(ranked(costs), wanted)
    ]


def varied(choices: Iterator[Choice], wanted: int) -> list[Choice]:
    """The first of `choices` that leave room for others."""
    kept, days, rooms = [], Counter(), Counter()
    for choice in choices:
        day = choice.moments[0][0]
        if days[day] < MOST_OF_A_DAY and rooms[choice.room.key] < MOST_OF_A_ROOM:
            kept.append(choice)
            days[day] += 1
            rooms[choice.room.key] += 1
        if len(kept) == wanted:
            break
    return kept


def ranked(costs: Costs) -> Iterator[Choice]:
    """Every possible choice, the cheapest first; at equal cost the earliest, then by name of the room."""
    spans = []
    for moments in costs.world.spans():
        best = costs.best_trainer(moments)
        if best is not None:
            spans.append((costs.of_span(moments) + best[0], moments, best[1]))
    spans.sort(key=lambda span: span[:2])
    rooms = sorted(
        ((costs.of_room(room), room.name, room.key, room) for room in costs.world.rooms), key=lambda one: one[:3]
    )
    if not rooms:
        return
    # Each entry: the least it may cost, whether that is what it costs, and what decides between equals.
    heap = [(span[0] + rooms[0][0], 0, span[1], rooms[0][1:3], number, 0) for number, span in enumerate(spans)]
    heapq.heapify(heap)
    while heap:
        cost, is_exact, moments, _, number, rank = heapq.heappop(heap)
        room = rooms[rank][3]
        if is_exact:
            yield Choice(cost, moments, room, spans[number][2])
            continue
        extra = costs.of_both(room, moments)
        if extra is not None:
            heapq.heappush(heap, (cost + extra, 1, moments, rooms[rank][1:3], number, rank))
        if rank + 1 < len(rooms):
            least = spans[number][0] + rooms[rank + 1][0]
            heapq.heappush(heap, (least, 0, moments, rooms[rank + 1][1:3], number, rank + 1))
