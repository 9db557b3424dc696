"""The directory as a hundred départements would fill it: list with facets, map, embedded page, open files."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.bench_figures import BenchFigure, figure
from bench.scale_run import BARE, SHELL, WHOLE, Run, prepared_site, process_lines, title
from bench.server import running

COUNTS = [*SHELL, "from bench.many_places import counts; counts()"]
PLACES = [*SHELL, "from bench.many_places import main; main()"]
# Goal: the copy of the openings of everybody is made again within the night, with room for the rest.
INTERVALS_GOAL_S = 300


@dataclass
class DirectoryRun(Run):
    """`places`: how many the directory holds; each page is held against the same page with the 110 of the demo."""

    places: int = 11_000

    def figures(self) -> Iterator[BenchFigure]:
        with prepared_site(self.scale) as env:
            few = self._measured(env, process_lines(COUNTS, env))
            totals, *pages = process_lines(PLACES, {**env, "EXTRANET_BENCH_PLACES": str(self.places)})
            many = self._measured(env, pages)
        yield self.figure("directory.places", totals["places"], "places", self.places)
        yield self.figure("directory.intervals", totals["intervals"], "s", INTERVALS_GOAL_S)
        base = {title(page): (page, hello / busy.rate) for page, busy, _alone, hello in few}
        for page, busy, alone, hello in many:
            yield from self.page_figures(page, busy, alone, hello)
            name = title(page)
            before, cost = base[name]
            yield figure(f"{name}.growth", self.costs[name], "hello-worlds", cost)
            yield figure(f"{name}.sql_growth", page["sql"], "queries", before["sql"])

    def _measured(self, env: dict[str, str], pages: list[dict]) -> list[tuple]:
        bare_env = {name: value for name, value in env.items() if name != "DJANGO_SETTINGS_MODULE"}
        with running(BARE, bare_env) as bare, running(WHOLE, env) as whole:
            measured, _hellos, _inside = self.measure(bare, whole, pages)
        return measured
