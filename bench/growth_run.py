"""The same pages at two scales of the demo: what grows, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bench_figures import BenchFigure, figure, note
from bench.page_cost import title
from bench.scale_run import SHELL, prepared_site, process_lines
from scripts.postgresql import server_for_tests
from scripts.refusal import RefusalError

GROWTH = [*SHELL, "from bench.page_growth import main; main()"]
# Goal: no page takes more than this many times what it takes in the first département.
GROWTH_GOAL = 1.5


@dataclass(frozen=True)
class GrowthRun:
    """`scales`: the smaller first; `only`: pages whose name contains this; `postgresql`: instead of SQLite."""

    scales: tuple[int, int]
    only: str = ""
    postgresql: bool = False

    def figures(self) -> Iterator[BenchFigure]:
        few, many = ({title(page): page for page in self.measured(scale)} for scale in self.scales)
        for name, page in many.items():
            if name in few:
                yield figure(f"{name}.growth", page["cpu"], "ms", few[name]["cpu"])
                yield figure(f"{name}.sql_growth", page["sql"], "queries", few[name]["sql"])
        self.note_table(few, many)

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

    def note_table(self, few: dict[str, dict], many: dict[str, dict]) -> None:
        """Print pages by growth, with the plan of the slowest query of those that pass the goal."""
        small, large = self.scales
        note(f"\n{'CPU in ms':32}{f'@{small}':>9}{f'@{large}':>9}{'growth':>8}{'SQL':>6}{'of it, ms':>11}")
        names = sorted(few.keys() & many.keys(), key=lambda name: -growth(few[name], many[name]))
        for name in names:
            before, after = few[name], many[name]
            ratio = growth(before, after)
            note(f"{name:32}{before['cpu']:9.1f}{after['cpu']:9.1f}{ratio:8.2f}{after['sql']:6}{after['sql_ms']:11.1f}")
        for name in names:
            if growth(few[name], many[name]) > GROWTH_GOAL:
                self.note_plan(name, many[name])

    def note_plan(self, name: str, page: dict) -> None:
        note(f"\n{name} {page['path']}: its slowest query takes {page['slowest_ms']:.1f} ms\n  {page['slowest']}")
        for line in page["plan"]:
            note(f"    {line}")


def growth(before: dict, after: dict) -> float:
    return after["cpu"] / before["cpu"]
