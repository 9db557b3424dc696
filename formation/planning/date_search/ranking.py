"""Proposals of dates, cheapest first, found without looking at all of them.

A proposal costs its span of days (with its best trainer), its room, and an extra for that room on those days, which is
never negative. The sum of the first two is thus a lower bound. Spans and rooms are sorted by cost, the smallest bounds
are examined first, and a proposal is yielded once nothing left may be cheaper.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from formation.planning.date_search.costs import Costs, breaches_in_words, reasons_in_words
from formation.planning.date_search.search_space import DayAndPart, Room, SearchSpace, Trainer

PROPOSAL_COUNT = 20
# Twenty proposals must be twenty choices, not one room on twenty days.
MOST_OF_A_DAY = 2
MOST_OF_A_ROOM = 3


@dataclass(frozen=True, slots=True)
class DateOption:
    cost: float
    moments: tuple[DayAndPart, ...]
    room: Room
    trainer: Trainer | None


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A choice, its reasons and its breaches."""

    choice: DateOption
    reasons: list[str]
    breaches: list[str]


def proposals(search_space: SearchSpace, count: int = PROPOSAL_COUNT) -> list[DateProposal]:
    """Return the `count` best proposals, at most two for a day and three for a room."""
    costs = Costs(search_space)
    return [
        DateProposal(
            choice,
            reasons_in_words(costs, choice.moments, choice.room, choice.trainer),
            breaches_in_words(costs, choice.moments, choice.room, choice.trainer),
        )
        for choice in diversified(ranked(costs), count)
    ]


def diversified(choices: Iterator[DateOption], count: int) -> list[DateOption]:
    """Keep the first choices that leave room for different ones."""
    selected_options, days, rooms = [], Counter(), Counter()
    for choice in choices:
        day = choice.moments[0][0]
        if days[day] < MOST_OF_A_DAY and rooms[choice.room.key] < MOST_OF_A_ROOM:
            selected_options.append(choice)
            days[day] += 1
            rooms[choice.room.key] += 1
        if len(selected_options) == count:
            break
    return selected_options


def ranked(costs: Costs) -> Iterator[DateOption]:
    """Yield every possible choice, cheapest first; at equal cost, earliest first, then by name of the room."""
    spans = []
    for moments in costs.search_space.spans():
        best = costs.best_trainer(moments)
        if best is not None:
            spans.append((costs.of_span(moments) + best[0], moments, best[1]))
    spans.sort(key=lambda span: span[:2])
    rooms = sorted(
        ((costs.of_room(room), room.name, room.key, room) for room in costs.search_space.rooms),
        key=lambda entry: entry[:3],
    )
    if not rooms:
        return
    # Each entry: lower bound of the cost, whether it is exact, and what orders equal costs.
    heap = [(span[0] + rooms[0][0], 0, span[1], rooms[0][1:3], number, 0) for number, span in enumerate(spans)]
    heapq.heapify(heap)
    while heap:
        cost, is_exact, moments, _, number, rank = heapq.heappop(heap)
        room = rooms[rank][3]
        if is_exact:
            yield DateOption(cost, moments, room, spans[number][2])
            continue
        extra = costs.of_both(room, moments)
        if extra is not None:
            heapq.heappush(heap, (cost + extra, 1, moments, rooms[rank][1:3], number, rank))
        if rank + 1 < len(rooms):
            lower_bound = spans[number][0] + rooms[rank + 1][0]
            heapq.heappush(heap, (lower_bound, 0, moments, rooms[rank + 1][1:3], number, rank + 1))
