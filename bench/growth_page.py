"""The table of `docs/growth.md`, written from a run: the time of each page with one département and with several."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from bench.performance_page import commit, processor
from scripts.command_steps import ROOT

# What is measured of each page, by the title of the page.
Pages = Mapping[str, dict]

PAGE = ROOT / "docs" / "growth.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->"
HEAD = """\
- {day}, commit {commit}, {database}, {processor}, {cores} cores; load of the machine when it ended: {load:.1f}.
- {met} of {count} pages take at most {goal} times their time at scale {small}, at {scales}.

"""


def write_growth(measures: Mapping[int, Pages], *, goal: float, database: str) -> None:
    """Write the table between its marks; `measures`: what `bench.page_growth` prints, by page, at each scale."""
    growths = growth_of_pages(measures)
    head = HEAD.format(
        day=datetime.now(tz=UTC).date().isoformat(),
        commit=commit(),
        database=database,
        processor=processor(),
        cores=os.cpu_count(),
        load=os.getloadavg()[0],
        met=sum(max(growth) <= goal for growth in growths.values()),
        count=len(growths),
        goal=goal,
        small=min(measures),
        scales=" and ".join(map(str, sorted(measures)[1:])),
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + head + growth_table(measures, goal) + END + after, encoding="utf-8")


def growth_of_pages(measures: Mapping[int, Pages]) -> dict[str, tuple[float, ...]]:
    """Return, for each page, its time at each larger scale over that at the smallest; what grows most comes first."""
    small, *larger = (measures[scale] for scale in sorted(measures))
    names = set(small).intersection(*larger)
    growths = {name: tuple(pages[name]["cpu"] / small[name]["cpu"] for pages in larger) for name in names}
    return dict(sorted(growths.items(), key=lambda page: (-max(page[1]), page[0])))


def growth_table(measures: Mapping[int, Pages], goal: float) -> str:
    return "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(measures, goal))


def _rows(measures: Mapping[int, Pages], goal: float) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the head of the table, of its alignment and of each page."""
    scales = sorted(measures)
    first, *larger = scales
    times = [f"CPU ms at {first}", *(f"at {scale}" for scale in larger), *(f"× at {scale}" for scale in larger)]
    head = ("page", *times, "", "SQL", "of it, ms", f"HTML kB at {first}", f"at {scales[-1]}")
    yield head
    yield ("---", *("---" if cell == "" else "--:" for cell in head[1:]))
    for name, growth in growth_of_pages(measures).items():
        pages = [measures[scale][name] for scale in scales]
        yield (
            name,
            *(f"{page['cpu']:.1f}" for page in pages),
            *(f"{ratio:.2f}" for ratio in growth),
            "met" if max(growth) <= goal else "over",
            f"{pages[-1]['sql']}",
            f"{pages[-1]['sql_ms']:.0f}",
            f"{pages[0]['bytes'] / 1000:.1f}",
            f"{pages[-1]['bytes'] / 1000:.1f}",
        )
