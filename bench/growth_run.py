"""The same pages at two or three scales of the demo: what grows, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bench_figures import BenchFigure, figure, note
from bench.growth_page import Pages, growth_of_pages, growth_table, write_growth
from bench.page_cost import title
from bench.scale_run import SHELL, prepared_site, process_lines
from scripts.postgresql import server_for_tests
from scripts.refusal import RefusalError

GROWTH = [*SHELL, "from bench.page_growth import main; main()"]
# Goal: no page takes more than this many times what it takes in the first département.
GROWTH_GOAL = 1.5


@dataclass(frozen=True)
class GrowthRun:
    """`scales`: the smallest first; `only`: pages whose name contains this; `postgresql`: instead of SQLite; `writes`:
    the table of `docs/growth.md`.
    """

    scales: tuple[int, ...]
    only: str = ""
    postgresql: bool = False
    writes: bool = False

    def figures(self) -> Iterator[BenchFigure]:
        measures = {scale: {title(page): page for page in self.measured(scale)} for scale in self.scales}
        small = measures[self.scales[0]]
        for name in growth_of_pages(measures):
            for scale in self.scales[1:]:
                page = measures[scale][name]
                yield figure(f"{name}.growth@{scale}", page["cpu"], "ms", small[name]["cpu"])
                yield figure(f"{name}.sql_growth@{scale}", page["sql"], "queries", small[name]["sql"])
        self.note_table(measures)
        if self.writes:
            write_growth(measures, goal=GROWTH_GOAL, database="PostgreSQL" if self.postgresql else "SQLite")

    def measured(self, scale: int) -> list[dict]:
        note(f"Demo at scale {scale}")
        with self.database() as address, prepared_site(scale, database=address) as env:
            pages = process_lines(GROWTH, {**env, "EXTRANET_BENCH_ONLY": self.only})
        return [page for page in pages if page["status"] in {200, 302}]

    @contextmanager
    def database(self) -> Iterator[str]:
        """Yield the address of an empty database server, of the machine's own or ours; empty for SQLite."""
        if not self.postgresql:
            yield ""
            return
        with server_for_tests() as server:
            if server is None:
                raise RefusalError("PostgreSQL n’est pas installé sur cette machine.")
            yield server.address

    def note_table(self, measures: dict[int, Pages]) -> None:
        """Print pages by growth, with the plan of the slowest query of those that pass the goal."""
        note(growth_table(measures, GROWTH_GOAL))
        growths, last = growth_of_pages(measures), measures[self.scales[-1]]
        for name, growth in growths.items():
            if max(growth) > GROWTH_GOAL:
                self.note_plan(name, last[name])

    def note_plan(self, name: str, page: dict) -> None:
        note(f"\n{name} {page['path']}: its slowest query takes {page['slowest_ms']:.1f} ms\n  {page['slowest']}")
        for line in page["plan"]:
            note(f"    {line}")
