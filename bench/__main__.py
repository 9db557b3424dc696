"""`make bench`: print each figure as a JSON object on a line, then a table for the user."""

import argparse
import platform

from bench.bench_figures import note
from bench.forum_run import ForumRun
from bench.growth_run import GrowthRun
from bench.load import CLIENT, CONNECTIONS
from bench.scale_run import Run, login_burst
from bench.search import SearchRun
from bench.server import BLOCKING_THREADS, WORKERS


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="scale of the demo: 1 is the Lot")
    parser.add_argument("--growth", action="store_true", help="CPU of each page at --scale and at --large, with plans")
    parser.add_argument("--large", type=int, default=10, help="the larger scale of --growth: 10 or 100 départements")
    parser.add_argument("--postgresql", action="store_true", help="--growth on PostgreSQL instead of SQLite")
    parser.add_argument("--seconds", type=float, default=3, help="how long each page is asked for")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--search", action="store_true", help="the search alone, not the pages")
    parser.add_argument("--documents", type=int, default=100_000, help="how many the search has")
    parser.add_argument("--together", type=float, default=30, help="seconds of writing and reading at the same time")
    parser.add_argument("--logins", action="store_true", help="thirty logins at once alone, not the pages")
    parser.add_argument("--forums", action="store_true", help="the forums alone; goes well with --scale 10")
    options = parser.parse_args()
    if options.logins:
        for result in login_burst(options.scale):
            result.print_line()
        return
    if options.forums:
        measure(ForumRun(options.scale, options.seconds))
        return
    if options.growth:
        run = GrowthRun((options.scale, options.large), options.only, postgresql=options.postgresql)
        for result in run.figures():
            result.print_line()
        return
    if not options.search:
        measure_pages(options)
    if options.search or not options.only:
        for result in SearchRun(options.documents, options.together).figures():
            result.print_line()


def measure_pages(options: argparse.Namespace) -> None:
    note(
        f"Python {platform.python_version()}, granian {WORKERS} workers × {BLOCKING_THREADS} blocking threads, "
        f"client: {CLIENT}, {CONNECTIONS} connections, {options.seconds:g} s a page"
    )
    measure(Run(options.scale, options.seconds, options.only))


def measure(run: Run) -> Run:
    note(f"Demo at scale {run.scale}")
    rows = []
    for result in run.figures():
        result.print_line()
        rows.append(result)
    table({row.name: row for row in rows}, run)
    return run


def table(rows: dict, run: Run) -> None:
    note(f"\n{'page':32}{'cost':>8}{'SQL':>6}{'kB':>7}{'gzip':>7}{'p95/p50':>9}")
    for name, cost in run.costs.items():
        counts = [rows[f"{name}.{part}{run.suffix}"] for part in ("sql", "html", "gzip", "tail")]
        sql, html, packed, tail = counts
        note(f"{name:32}{cost:8.0f}{sql.value:6.0f}{html.value / 1000:7.1f}{packed.value / 1000:7.1f}{tail.ratio:9.2f}")


if __name__ == "__main__":
    main()
