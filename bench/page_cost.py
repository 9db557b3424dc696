"""The cost of a page in hello-worlds, round after round: hello, page, hello, on the same machine at the same moment."""

import math
import statistics
from dataclasses import dataclass, field
from typing import Self

from bench.bench_figures import note
from bench.load import Load, measure, warm_up
from bench.server import Server

HELLO = "/bonjour/"


def title(page: dict) -> str:
    return f"{page['name']}.{page['who']}"


@dataclass
class PageCost:
    """`page`: its address, its session and its counts. One value a round: `costs`, requests a second of a hello over
    those of the page; `cpu_costs`, processor time of a request to the page over that of a hello; `hellos`, requests a
    second. `alone`: under one connection. A page that fails, or does not answer, costs without end.
    """

    page: dict
    costs: list[float] = field(default_factory=list)
    cpu_costs: list[float] = field(default_factory=list)
    hellos: list[float] = field(default_factory=list)
    alone: Load | None = None

    @property
    def title(self) -> str:
        return title(self.page)

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)

    @property
    def cpu_cost(self) -> float:
        return statistics.median(self.cpu_costs)


@dataclass(frozen=True)
class Sample:
    """Requests a second that were well answered, and seconds of processor for each."""

    rate: float
    cpu: float

    @classmethod
    def of(cls, load: Load, cpu_seconds: float) -> Self:
        asked = load.rate * load.seconds
        return cls(0 if load.errors else load.rate, cpu_seconds / asked if asked else math.inf)


class CostMeasure:
    """Pages of the site `whole`, each between two hellos of the site `bare`, for `seconds` each, `rounds` times."""

    def __init__(self, bare: Server, whole: Server, *, seconds: float, rounds: int) -> None:
        self.bare, self.whole, self.seconds, self.rounds = bare, whole, seconds, rounds

    def of(self, pages: list[dict]) -> list[PageCost]:
        costs = [PageCost(page) for page in pages]
        for server in (self.bare, self.whole):
            warm_up(server.port, HELLO, "")
        for cost in costs:
            warm_up(self.whole.port, cost.page["path"], cost.page["cookie"])
        for number in range(self.rounds):
            note(f"  round {number + 1} of {self.rounds}")
            before = self.hello(self.bare)
            for cost in costs:
                busy = self.sample(self.whole, cost.page["path"], cost.page["cookie"])
                after = self.hello(self.bare)
                self.add(cost, busy, before, after)
                before = after
        for cost in costs:
            cost.alone = measure(
                self.whole.port, cost.page["path"], cost.page["cookie"], seconds=self.seconds, connections=1
            )
        return costs

    @staticmethod
    def add(cost: PageCost, busy: Sample, before: Sample, after: Sample) -> None:
        hello = statistics.mean([before.rate, after.rate])
        cpu = statistics.mean([before.cpu, after.cpu])
        cost.hellos.append(hello)
        cost.costs.append(hello / busy.rate if busy.rate else math.inf)
        cost.cpu_costs.append(busy.cpu / cpu if cpu else 0.0)

    def hello(self, server: Server) -> Sample:
        return self.sample(server, HELLO, "")

    def sample(self, server: Server, path: str, cookie: str) -> Sample:
        spent = server.cpu_seconds()
        load = measure(server.port, path, cookie, seconds=self.seconds)
        if load.errors:
            note(f"  {path}: {load.errors} errors")
        return Sample.of(load, server.cpu_seconds() - spent)
