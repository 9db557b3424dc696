"""One run at one scale of the demo: a new site, then every page, each measured between two hellos."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from bench import goals
from bench.bench_figures import FIRST_VISIT_GOAL, BenchFigure, figure, note
from bench.mixed_load import measure_mixed_load
from bench.page_cost import CostMeasure, PageCost, title
from bench.server import BARE, UNIT_THREADS, WHOLE, Server, running
from bench.timing import p95
from scripts.command_steps import ROOT
from scripts.environment import BIN
from scripts.preparation import Preparation, site_environment

SHELL = [BIN / "python", "manage.py", "shell", "--no-imports", "--verbosity=0", "-c"]
COUNTS = [*SHELL, "from bench.page_counts import main; main()"]
FORUM_COUNTS = [*SHELL, "from bench.page_counts import count_forums; count_forums()"]
MIXED = [*SHELL, "from bench.mixed_sessions import main; main()"]


@dataclass
class Run:
    """`suffix` ends the name of each figure (« @10 »). Afterwards `costs` has what each page costs, `inside` a hello
    under our middleware, in hellos, `memory` bytes of the server, `light_page` milliseconds of a light page beside slow
    requests, then at rest (95th percentiles). `forums`: long lists and topics instead of the usual pages.
    """

    scale: int
    seconds: float
    only: str = ""
    rounds: int = 3
    forums: bool = False
    costs: list[PageCost] = field(default_factory=list)
    inside: float = 0.0
    memory: int = 0
    light_page: tuple[float, float] = (0.0, 0.0)

    @property
    def suffix(self) -> str:
        return "" if self.scale == 1 else f"@{self.scale}"

    def figures(self) -> Iterator[BenchFigure]:
        with prepared_site(self.scale) as env:
            pages, engine = self.count(env)
            bare_env = {name: value for name, value in env.items() if name != "DJANGO_SETTINGS_MODULE"}
            with (
                running(BARE, bare_env, threads=UNIT_THREADS) as bare,
                running(WHOLE, env, threads=UNIT_THREADS) as whole,
            ):
                yield from self.measure(bare, whole, pages)
                self.memory = whole.own_memory()
                resident = whole.memory()
            mixed = []
            if not (self.only or self.forums):
                mixed = list(mixed_figures(env, self.suffix))
                self.light_page = (mixed[0].value, mixed[0].baseline)
        yield from mixed
        yield self.figure("memory", self.memory / 1e6, "MB PSS", goals.MEMORY_MB)
        yield self.figure("memory.resident", resident / 1e6, "MB RSS", goals.MEMORY_MB)
        for cost in self.costs:
            yield from self.page_figures(cost)
            if cost.title == "search.visitor" and engine:
                yield self.figure("search.engine", cost.alone.p50, "ms", engine)

    def page_figures(self, cost: PageCost) -> Iterator[BenchFigure]:
        page, name = cost.page, cost.title
        goal = goals.cost_goal(page["name"], page["who"])
        yield self.figure(f"{name}.cost", cost.cost, "hellos", goal)
        yield self.figure(f"{name}.cost_least", min(cost.costs), "hellos", goal)
        yield self.figure(f"{name}.cost_most", max(cost.costs), "hellos", goal)
        yield self.figure(f"{name}.cpu_cost", cost.cpu_cost, "hellos", goal)
        yield self.figure(f"{name}.tail", cost.alone.p95, "ms", cost.alone.p50)
        yield self.figure(f"{name}.sql", page["sql"], "queries", page["sql"] - page["repeated"])
        yield self.figure(f"{name}.sql_ms", page["sql_ms"], "ms", page["ms"])
        yield self.figure(f"{name}.compile_ms", page["compile_ms"], "ms", page["ms"])
        yield self.figure(f"{name}.repeated", page["repeated"], "queries", 0)
        yield self.figure(f"{name}.writes", page["writes"], "queries", 0)
        yield self.figure(f"{name}.html", page["bytes"], "bytes", goals.html_goal(page["name"]))
        yield self.figure(f"{name}.gzip", page["gzip"], "bytes", goals.GZIP_BYTES)
        if page["who"] == "visitor":
            yield self.figure(f"{name}.first_visit", page["first_visit"], "bytes", FIRST_VISIT_GOAL)

    def figure(self, name: str, value: float, unit: str, baseline: float) -> BenchFigure:
        return figure(f"{name}{self.suffix}", value, unit, baseline)

    def count(self, env: dict[str, str]) -> tuple[list[dict], float]:
        """Pages that answer 200, with their session and their counts; milliseconds of the search engine alone."""
        lines = process_lines(FORUM_COUNTS if self.forums else COUNTS, env)
        pages = [line for line in lines if "path" in line and self.only in title(line)]
        for page in pages:
            if page["status"] != 200:
                note(f"  {title(page)} answers {page['status']} at {page['path']}: left out")
        return [page for page in pages if page["status"] == 200], lines[-1].get("engine", 0.0)

    def measure(self, bare: Server, whole: Server, pages: list[dict]) -> Iterator[BenchFigure]:
        """Measure the pages into `costs`; yield the figures of the hellos."""
        measure = CostMeasure(bare, whole, seconds=self.seconds, rounds=self.rounds)
        self.costs = measure.of(pages)
        hellos = [hello for cost in self.costs for hello in cost.hellos]
        if hellos:
            yield self.figure("hello", hellos[-1], "req/s", hellos[0])
        inside, outside = measure.hello(whole), measure.hello(bare)
        self.inside = outside.rate / inside.rate
        yield self.figure("hello.inside", self.inside, "hellos", goals.HELLO_INSIDE)


def mixed_load(scale: int) -> Iterator[BenchFigure]:
    """Measure the mixed load alone, on a new site."""
    with prepared_site(scale) as env:
        yield from mixed_figures(env, "" if scale == 1 else f"@{scale}")


def mixed_figures(env: dict[str, str], suffix: str) -> Iterator[BenchFigure]:
    """Return the 95th percentile of a light page while slow requests follow each other, over the one at rest."""
    note("  logins, photos and papers without a pause")
    sessions = process_lines(MIXED, env)[0]
    with running(WHOLE, env) as server:
        load = measure_mixed_load(server.port, sessions)
    yield figure(f"mixed.light_page{suffix}", p95(load.busy), "ms", p95(load.rest))
    for name, answered in load.answered.items():
        yield figure(f"mixed.{name}{suffix}", answered / load.seconds, "req/s", answered / load.seconds)


def process_lines(command: list, env: dict[str, str]) -> list[dict]:
    """Yield the JSON objects that a process prints, one a line."""
    output = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


@contextmanager
def prepared_site(scale: int, *, database: str = "") -> Iterator[dict[str, str]]:
    """Create a site in a temporary folder, with the demo at `scale`; yield the environment of its commands.

    `database`: the address of an empty one; SQLite without it.
    """
    with tempfile.TemporaryDirectory(prefix="extranet-bench-") as folder:
        var, env = site_environment(Path(folder))
        env = {name: value for name, value in env.items() if name not in {"DATABASE_URL", "SEARCH_URL", "STORAGE_URL"}}
        env |= {"DATABASE_URL": database} if database else {}
        with redirect_stdout(sys.stderr):
            Preparation(var, {**env, "EXTRANET_DEMO": "1"}, scale).run()
        yield {**env, "EXTRANET_DEMO": "1"}
