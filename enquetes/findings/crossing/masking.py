"""Numbers of people that add up, masked so that no group under a size is visible, directly or by subtraction.

The rule is that of `b2i.people.anonymity`, for tables whose rows and columns both add up: whatever sums and differences
give from what is shown, it is a sum of hidden numbers about people enough.

Numbers that add up make a circulation: in a table, each row and each column is a node where what comes in goes out. A
cell is an arc from its row to its column; a total, an arc back. What the shown arcs give away are the sums of hidden
arcs that leave a set of nodes into which no hidden arc returns. By the theorem of Ford and Fulkerson, the smallest such
sum that contains an arc is the greatest flow from its start to its end, when each hidden arc lets through as many
people as it counts, and any number backwards.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import heappop, heappush

# The key of a row, or of a column, that holds totals.
TOTAL = None
ASKED, ANSWERED, SILENT = "asked", "answered", "silent"


@dataclass(frozen=True, slots=True)
class CountArc:
    """A number of people. `key`: the same wherever the number is the same; `level`: of total, 0 for a cell."""

    key: Hashable
    start: Hashable
    end: Hashable
    count: int
    level: int = 0

    def crosses(self, inside: Set) -> bool:
        return (self.start in inside) != (self.end in inside)


def table_arcs(counts: Mapping[tuple, int]) -> list[CountArc]:
    """Return the arcs of a table with its totals. `counts`: (row, column) → people; keys of totals have TOTAL."""
    arcs = []
    for (row, column), count in _with_totals(counts).items():
        level = (row is TOTAL) + (column is TOTAL)
        ends = ("row", row), ("column", column)
        arcs.append(CountArc((row, column), *(reversed(ends) if level == 1 else ends), count, level))
    return arcs


def list_arcs(counts: Mapping[Hashable, int], *, asked: int) -> list[CountArc]:
    """Return the arcs of groups that make up those who answered, beside those who were asked and did not."""
    answered = sum(counts.values())
    return [
        *(CountArc(key, ANSWERED, ASKED, count) for key, count in counts.items()),
        CountArc(SILENT, SILENT, ASKED, asked - answered),
        CountArc(ANSWERED, SILENT, ANSWERED, answered, 1),
        CountArc(ASKED, ASKED, SILENT, asked, 2),
    ]


def hidden_keys(parts: Iterable[Sequence[CountArc]], *, smallest: int) -> frozenset:
    """Return the keys to hide in parts that share some numbers: hidden in one, a number is hidden in all."""
    parts = list(parts)
    also: frozenset = frozenset()
    while True:
        hidden = also.union(*(hidden_in_part(arcs, smallest=smallest, also=also) for arcs in parts))
        if hidden == also:
            return hidden
        also = hidden


def hidden_in_part(arcs: Sequence[CountArc], *, smallest: int, also: Set = frozenset()) -> frozenset:
    """Return the keys to hide among numbers that add up. `also`: what is hidden anyway.

    Zero is shown, as it reveals nobody. For each hidden number, others are hidden along the cheapest ways on which
    enough people can flow: few people rather than many, totals last.
    """
    hidden = {arc.key for arc in arcs if arc.key in also or 0 < arc.count < smallest}
    unsure = deque(arc for arc in arcs if arc.key in hidden and arc.count)
    while unsure:
        arc = unsure.popleft()
        flow = dict.fromkeys((each.key for each in arcs), 0)
        found = 0
        while found < smallest:
            path = _cheapest_path(arc, arcs, hidden, flow)
            unsure += [step for step, _ in path if step.key not in hidden]
            hidden |= {step.key for step, _ in path}
            room = min((step.count - flow[step.key] for step, is_forward in path if is_forward), default=smallest)
            for step, is_forward in path:
                flow[step.key] += room if is_forward else -room
            found += room
    return frozenset(hidden)


def _with_totals(counts: Mapping[tuple, int]) -> dict[tuple, int]:
    table: dict[tuple, int] = dict(counts)
    for (row, column), count in counts.items():
        for key in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            table[key] = table.get(key, 0) + count
    return table


def _cheapest_path(
    arc: CountArc, arcs: Sequence[CountArc], hidden: Set, flow: Mapping[Hashable, int]
) -> list[tuple[CountArc, bool]]:
    """Return the way from the start of `arc` to its end that hides least: (arc taken, whether forwards).

    There is one: if no arc but full ones left a set of nodes, and none entered it, more would go out than in.
    """
    beyond_all_cells = 1 + sum(each.count for each in arcs)
    steps: dict[Hashable, tuple[CountArc, bool]] = {}
    # Cost, rank that makes the order the same each time, node, step that leads to it.
    waiting: list = [(0, 0, arc.start, None)]
    rank = 0
    while arc.end not in steps:
        cost, _, node, step = heappop(waiting)
        if node in steps:
            continue
        steps[node] = step
        for each in arcs:
            if each.key in hidden:
                price = 0
            elif each.count:
                price = each.count + each.level * beyond_all_cells
            else:
                continue
            is_forward = each.start == node
            after = each.end if is_forward else each.start
            if after not in steps and (flow[each.key] < each.count if is_forward else each.end == node):
                rank += 1
                heappush(waiting, (cost + price, rank, after, (each, is_forward)))
    path, node = [], arc.end
    while node != arc.start:
        path.append(steps[node])
        step, is_forward = steps[node]
        node = step.start if is_forward else step.end
    return path
