"""Proposals of dates, cheapest first, found without looking at all of them.

A proposal costs its span of days (with its best trainer), its room, and an extra for that room on those days, which is
never negative. The sum of the first two is thus a lower bound. Spans and rooms are sorted by cost, the smallest bounds
are examined first, and a proposal is yielded once nothing left may be cheaper.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from formation.year.planning.date_search.costs import Costs, breaches_in_words, reasons_in_words
from formation.year.planning.date_search.search_space import DayAndPart, Room, SearchSpace, Trainer

# A span of days: its cost, its moments, its best trainer.
Span = tuple[float, tuple[DayAndPart, ...], Trainer | None]
ROOM_COUNT = 8
OTHER_DATE_COUNT = 4
# Proposals must be choices, not one room on twenty days, nor one day in ten rooms.
MOST_OF_A_DAY = 2
MOST_OF_A_ROOM = 3
# Each proposal with a trainer makes the others preferable by so many kilometres.
TURN = 6


@dataclass(frozen=True, slots=True)
class DateOption:
    cost: float
    moments: tuple[DayAndPart, ...]
    room: Room
    trainer: Trainer | None


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A choice, its reasons and its breaches; `others` are the other good dates of its room. `kilometres`: on average,
    for those who would come.
    """

    choice: DateOption
    kilometres: float
    reasons: list[str]
    breaches: list[str]
    others: tuple["DateProposal", ...] = ()


def proposals(search_space: SearchSpace, count: int = ROOM_COUNT) -> list[DateProposal]:
    """Return the best date of each of the `count` best rooms, at most two rooms for a day, the trainers in turn."""
    costs = Costs(search_space)
    spans, turns, found = sorted_spans(costs), Counter(), []
    for choice in best_of_rooms(ranked(costs, spans), count):
        choice = with_trainer_in_turn(costs, choice, turns)
        turns_of_room = Counter({choice.trainer: 1})
        others = [with_trainer_in_turn(costs, other, turns_of_room) for other in other_dates(costs, spans, choice)]
        others.sort(key=lambda other: other.moments)
        found.append(proposal_of(costs, choice, tuple(proposal_of(costs, other) for other in others)))
    return found


def proposal_of(costs: Costs, choice: DateOption, others: tuple[DateProposal, ...] = ()) -> DateProposal:
    facts = (costs, choice.moments, choice.room, choice.trainer)
    return DateProposal(
        choice, costs.kilometres(choice.room), reasons_in_words(*facts), breaches_in_words(*facts), others
    )


def best_of_rooms(choices: Iterator[DateOption], count: int) -> list[DateOption]:
    """Keep the first choice of each room, unless two other rooms have that day."""
    best, days = {}, Counter()
    for choice in choices:
        day = choice.moments[0][0]
        if choice.room.key not in best and days[day] < MOST_OF_A_DAY:
            best[choice.room.key] = choice
            days[day] += 1
        if len(best) == count:
            break
    return list(best.values())


def other_dates(costs: Costs, spans: list[Span], choice: DateOption) -> list[DateOption]:
    """Return the next best dates of the room, each on another day."""
    options = []
    for cost, moments, trainer in spans:
        extra = costs.of_both(choice.room, moments)
        if extra is not None:
            options.append((cost + extra, moments, trainer))
    options.sort(key=lambda option: option[:2])
    others, days = [], {choice.moments[0][0]}
    for cost, moments, trainer in options:
        if moments[0][0] not in days and len(others) < OTHER_DATE_COUNT:
            days.add(moments[0][0])
            others.append(DateOption(cost + costs.of_room(choice.room), moments, choice.room, trainer))
    return others


def with_trainer_in_turn(costs: Costs, choice: DateOption, turns: Counter) -> DateOption:
    """Give the choice the best free trainer, those of few proposals first; `turns` counts them."""
    free_trainers = costs.free_trainers(choice.moments)
    if not free_trainers:
        return choice
    trainer = min(free_trainers, key=lambda entry: entry[0] + turns[entry[1]] * TURN)[1]
    turns[trainer] += 1
    return replace(choice, trainer=trainer)


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


def sorted_spans(costs: Costs) -> list[Span]:
    """Return every span of days with its cost and its best trainer, cheapest first."""
    spans = []
    for moments in costs.search_space.spans():
        best = costs.best_trainer(moments)
        if best is not None:
            spans.append((costs.of_span(moments) + best[0], moments, best[1]))
    return sorted(spans, key=lambda span: span[:2])


def ranked(costs: Costs, spans: list[Span] | None = None) -> Iterator[DateOption]:
    """Yield every possible choice, cheapest first; at equal cost, earliest first, then by name of the room."""
    spans = sorted_spans(costs) if spans is None else spans
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
