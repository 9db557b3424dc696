"""`docs/performance.md`, written from one run: a line for each page with its goal and its verdict."""

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bench import goals
from bench.load import CLIENT, CONNECTIONS
from bench.page_cost import PageCost
from bench.scale_run import Run
from bench.server import UNIT_THREADS, WORKERS
from scripts.command_steps import ROOT

# Goals below this are told with a decimal.
SMALL_GOAL = 10
PAGE = ROOT / "docs" / "performance.md"
# Measured on 27 November 2026, granian WSGI 2 × 1, wrk -t1 -c8, two cores, logged in.
PEERS = """\
| page of a peer, logged in | cost | SQL | HTML kB | gzip kB |
|---|--:|--:|--:|--:|
| wagtail/bakerydemo, blog page | 142–150 | 26 | 36 | 10 |
| la-communaute, topic list | 389 | 23 | 122 | 13 |
| la-communaute, topic of 20 posts | 342 | 30 | 74 | 8 |
| Misago, thread list, thread page | 181, 214 | 10, 14 | 137, 181 | 11, 18 |
| pretalx, schedule, talk, organiser’s list | 119, 215, 1,632 | 6, 17, 20 | 15, 8, 168 | 6, 3, 13 |
| zds-site, topic list, topic page | 715, 479 | 153, 79 | 136, 204 | 11, 15 |
| median of 19 pages | 287 | 23 | 76 | 11 |
| a bare Django topic list, topic page | 36, 33 | 6, 5 | 11, 23 | 2, 3.5 |
"""


HEAD = """\
# Performance

Written by `make bench ARGS=--write`. How a page is measured: `bench/page_cost.py`; goals: `bench/goals.py`.

- {day}, commit {commit}, demo at scale {scale} on SQLite.
- {machine}, {processor}, {cores} cores, Python {python}.
- granian WSGI, {workers} × {threads} (workers × blocking threads); client: {client}, {connections} connections.
- {rounds} rounds of {seconds:g} s; load of the machine when it ended: {load:.1f}.

The **cost** of a page is how many times fewer requests a second it serves than a view that returns hello under a
new project’s middleware, asked just before and just after: the median of the rounds, then the least and the most.
**CPU** is the same ratio in processor time, which survives a busy machine. **SQL** is the number of queries, then
milliseconds of a request: in the database, in writing SQL, in all. Without wrk the client limits a hello: costs are
then too low by 1.5 to 2.5 times.

"""
TABLE_HEAD = """\
| page | cost | least–most | CPU | goal | | SQL | database, SQL written, all | HTML kB | gzip kB | p95/p50 |
|---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|"""
FOOT = """
{met} of {count} pages meet their goal. Hello under our middleware: {inside:.2f} hellos (goal {inside_goal}). Two
workers after all of these pages: {memory:.0f} MB, what they share counted once (goal {memory_goal}). A light page while
people log in, send photos and print without a pause: {mixed:.0f} ms, {rest:.0f} at rest (95th percentiles).

## Peers

Measured in the same way on another day (27 November 2026, two cores, wrk); the unit travels, milliseconds do not.

"""


def over_budget(costs: list[PageCost]) -> list[PageCost]:
    """Return the pages that pass their goal by more than the noise of a machine."""
    return [cost for cost in costs if cost.cost > _goal(cost) * goals.TOLERANCE]


def write_page(run: Run) -> None:
    lines = "\n".join([TABLE_HEAD, *map(line_of, run.costs), ""])
    PAGE.write_text(_head(run) + lines + _foot(run) + PEERS, encoding="utf-8")


def _head(run: Run) -> str:
    return HEAD.format(
        day=datetime.now(tz=UTC).date().isoformat(),
        commit=commit(),
        scale=run.scale,
        machine=platform.machine(),
        processor=processor(),
        cores=os.cpu_count(),
        python=platform.python_version(),
        workers=WORKERS,
        threads=UNIT_THREADS,
        client=CLIENT,
        connections=CONNECTIONS,
        rounds=run.rounds,
        seconds=run.seconds,
        load=os.getloadavg()[0],
    )


def line_of(cost: PageCost) -> str:
    page, goal = cost.page, _goal(cost)
    digits = 1 if goal < SMALL_GOAL else 0
    cells = [
        cost.title,
        f"{cost.cost:.{digits}f}",
        f"{min(cost.costs):.{digits}f}–{max(cost.costs):.{digits}f}",
        f"{cost.cpu_cost:.{digits}f}",
        f"{goal}",
        "met" if cost.cost <= goal else "over",
        f"{page['sql']}",
        f"{page['sql_ms']:.1f}, {page['compile_ms']:.1f}, {page['ms']:.1f}",
        f"{page['bytes'] / 1000:.1f}",
        f"{page['gzip'] / 1000:.1f}",
        f"{cost.alone.p95 / cost.alone.p50:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def _foot(run: Run) -> str:
    return FOOT.format(
        met=sum(cost.cost <= _goal(cost) for cost in run.costs),
        count=len(run.costs),
        inside=run.inside,
        inside_goal=goals.HELLO_INSIDE,
        memory=run.memory / 1e6,
        memory_goal=goals.MEMORY_MB,
        mixed=run.light_page[0],
        rest=run.light_page[1],
    )


def _goal(cost: PageCost) -> int:
    return goals.cost_goal(cost.page["name"], cost.page["who"])


def commit() -> str:
    command = [shutil.which("git") or "git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
