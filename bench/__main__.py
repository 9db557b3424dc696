"""`make bench`: print each figure as a JSON object on a line, then a table for the user."""

import argparse
import platform
import sys

from bench.bench_figures import note
from bench.growth_run import GrowthRun
from bench.load import CLIENT, CONNECTIONS
from bench.performance_page import TABLE_HEAD, line_of, over_budget, write_page
from bench.scale_run import Run, mixed_load
from bench.search import SearchRun
from bench.server import UNIT_THREADS, WORKERS


def main() -> None:
    options = read_options()
    if options.mixed:
        for result in mixed_load(options.scale):
            result.print_line()
        return
    if options.growth:
        measure_growth(options)
        return
    if options.check or options.write:
        judge(measure_pages(options), write=options.write)
        return
    if not options.search:
        measure_pages(options)
    if options.search or not (options.only or options.forums):
        for result in SearchRun(options.documents).figures():
            result.print_line()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="scale of the demo: 1 is the Lot")
    parser.add_argument("--growth", action="store_true", help="CPU of each page at --scale and at --large, with plans")
    parser.add_argument(
        "--large", type=int, nargs="+", default=[10], help="the larger scales of --growth, 10 and 100 départements say"
    )
    parser.add_argument("--postgresql", action="store_true", help="--growth on PostgreSQL instead of SQLite")
    parser.add_argument("--seconds", type=float, default=2, help="how long each page is asked for")
    parser.add_argument("--rounds", type=int, default=3, help="how many times each page is asked for so long")
    parser.add_argument(
        "--check", action="store_true", help="the pages alone; fails if one passes its budget by a fifth"
    )
    parser.add_argument(
        "--write", action="store_true", help="write docs/performance.md, or the table of docs/growth.md"
    )
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--search", action="store_true", help="the search alone, not the pages")
    parser.add_argument("--documents", type=int, default=100_000, help="how many the search has")
    parser.add_argument("--mixed", action="store_true", help="a light page beside logins, photos and papers alone")
    parser.add_argument("--forums", action="store_true", help="the forums alone; goes well with --scale 10")
    return parser.parse_args()


def measure_growth(options: argparse.Namespace) -> None:
    scales = (options.scale, *sorted(options.large))
    run = GrowthRun(scales, options.only, postgresql=options.postgresql, writes=options.write)
    for result in run.figures():
        result.print_line()


def judge(run: Run, *, write: bool) -> None:
    """Write the page of figures, or leave with an error if a page passes its budget."""
    if write:
        write_page(run)
        return
    late = over_budget(run.costs)
    for cost in late:
        note(f"{cost.title} costs {cost.cost:.0f} hellos: more than its goal and a fifth")
    sys.exit(1 if late else 0)


def measure_pages(options: argparse.Namespace) -> Run:
    note(
        f"Python {platform.python_version()}, granian {WORKERS} workers × {UNIT_THREADS} blocking threads, "
        f"client: {CLIENT}, {CONNECTIONS} connections, {options.rounds} rounds of {options.seconds:g} s a page"
    )
    run = Run(options.scale, options.seconds, options.only, options.rounds, options.forums)
    note(f"Demo at scale {run.scale}")
    for result in run.figures():
        result.print_line()
    note("\n".join([TABLE_HEAD, *map(line_of, run.costs)]))
    return run


if __name__ == "__main__":
    main()
