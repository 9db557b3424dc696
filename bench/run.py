"""One run at one scale of the demo: a fresh site, hello first and last, then every page."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import GZIP_GOAL, HTML_GOAL, MEMORY_GOAL_MB, QUERIES_GOAL, Figure, figure, note
from bench.load import Load, measure
from bench.server import running
from scripts.environment import BIN
from scripts.preparation import Preparation, site_environment
from scripts.steps import ROOT

COUNTS = [
    BIN / "python",
    "manage.py",
    "shell",
    "--no-imports",
    "--verbosity=0",
    "-c",
    "from bench.counts import main; main()",
]
HELLO = "/bonjour/"


@dataclass
class Run:
    """`suffix` ends the name of each figure (« @10 »). Afterwards `costs` has the cost of each page in hello-worlds."""

    scale: int
    seconds: float
    only: str = ""
    costs: dict[str, float] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        return "" if self.scale == 1 else f"@{self.scale}"

    def figures(self) -> Iterator[Figure]:
        with prepared_site(self.scale) as env:
            pages, engine = self.count(env)
            hello_env = {name: value for name, value in env.items() if name != "DJANGO_SETTINGS_MODULE"}
            first = self.hello(hello_env)
            loads, inside, memory = self.load(env, pages)
            last = self.hello(hello_env)
        hello = statistics.mean((first, last))
        yield self.figure("hello", last, "req/s", first)
        yield self.figure("hello.inside", inside, "req/s", hello, ratio=hello / inside)
        yield self.figure("memory", memory / 1e6, "MB", MEMORY_GOAL_MB)
        for page in pages:
            yield from self.page_figures(page, *loads[title(page)], hello)
        if "search.visitor" in loads and engine:
            yield self.figure("search.engine", loads["search.visitor"][1].p50, "ms", engine)

    def page_figures(self, page: dict, busy: Load, alone: Load, hello: float) -> Iterator[Figure]:
        name = title(page)
        self.costs[name] = hello / busy.rate
        yield self.figure(f"{name}.cost", busy.rate, "req/s", hello, ratio=self.costs[name])
        yield self.figure(f"{name}.tail", alone.p95, "ms", alone.p50)
        yield self.figure(f"{name}.sql", page["sql"], "queries", QUERIES_GOAL)
        yield self.figure(f"{name}.repeated", page["repeated"], "queries", 0)
        yield self.figure(f"{name}.writes", page["writes"], "queries", 0)
        yield self.figure(f"{name}.html", page["bytes"], "bytes", HTML_GOAL)
        yield self.figure(f"{name}.gzip", page["gzip"], "bytes", GZIP_GOAL)

    def figure(self, name: str, value: float, unit: str, baseline: float, **options) -> Figure:
        return figure(f"{name}{self.suffix}", value, unit, baseline, **options)

    def count(self, env: dict[str, str]) -> tuple[list[dict], float]:
        """Pages that answer 200, with their session and their counts; milliseconds of the search engine alone."""
        told = subprocess.run(COUNTS, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
        lines = [json.loads(line) for line in told.splitlines()]
        pages = [line for line in lines if "path" in line and self.only in title(line)]
        for page in pages:
            if page["status"] != 200:
                note(f"  {title(page)} answers {page['status']} at {page['path']}: left out")
        return [page for page in pages if page["status"] == 200], lines[-1].get("engine", 0.0)

    def hello(self, env: dict[str, str]) -> float:
        note("  hello")
        with running("bench.bare_site:application", env) as server:
            return measure(server.port, HELLO, "", seconds=self.seconds).rate

    def load(self, env: dict[str, str], pages: list[dict]) -> tuple[dict[str, tuple[Load, Load]], float, int]:
        """Each page under eight connections and under one; hello under our middleware; memory at the end."""
        loads = {}
        with running("bench.whole_site:application", env) as server:
            inside = measure(server.port, HELLO, "", seconds=self.seconds).rate
            for page in pages:
                note(f"  {title(page)}")
                busy = measure(server.port, page["path"], page["cookie"], seconds=self.seconds)
                alone = measure(server.port, page["path"], page["cookie"], seconds=self.seconds / 2, connections=1)
                if busy.errors or alone.errors:
                    note(f"  {title(page)}: {busy.errors + alone.errors} errors")
                loads[title(page)] = (busy, alone)
            return loads, inside, server.memory()


def title(page: dict) -> str:
    return f"{page['name']}.{page['who']}"


@contextmanager
def prepared_site(scale: int) -> Iterator[dict[str, str]]:
    """A site of its own in a temporary folder, with the demo at `scale`; yields the environment of its commands."""
    with tempfile.TemporaryDirectory(prefix="extranet-bench-") as folder:
        var, env = site_environment(Path(folder))
        env = {name: value for name, value in env.items() if name not in {"DATABASE_URL", "SEARCH_URL", "STORAGE_URL"}}
        with redirect_stdout(sys.stderr):
            Preparation(var, {**env, "EXTRANET_DEMO": "1"}, scale).run()
        yield {**env, "EXTRANET_DEMO": "1"}
