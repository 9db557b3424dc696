"""The table of growth: what grows most comes first, and the goal holds at each scale."""

import pytest

from bench import growth_page
from bench.growth_page import BEGIN, END, growth_of_pages, write_growth


def page(cpu: float) -> dict:
    return {"cpu": cpu, "sql": 8, "sql_ms": 2.4, "bytes": 20_400}


MEASURES = {
    1: {"steady.visitor": page(10), "grows.visitor": page(10), "only-here.visitor": page(5)},
    10: {"steady.visitor": page(11), "grows.visitor": page(14)},
    100: {"steady.visitor": page(12), "grows.visitor": page(90)},
}


@pytest.fixture
def written(tmp_path, monkeypatch) -> str:
    path = tmp_path / "growth.md"
    path.write_text(f"# Growth\n\n{BEGIN}old\n{END}\nAfter.\n", encoding="utf-8")
    monkeypatch.setattr(growth_page, "PAGE", path)
    write_growth(MEASURES, goal=1.5, database="SQLite")
    return path.read_text(encoding="utf-8")


def test_what_grows_most_comes_first():
    growths = growth_of_pages(MEASURES)

    assert list(growths.items()) == [("grows.visitor", (1.4, 9.0)), ("steady.visitor", (1.1, 1.2))]


def test_each_scale_has_its_columns(written):
    head, _, *rows = (line for line in written.splitlines() if line.startswith("|"))

    assert head == (
        "| page | CPU ms at 1 | at 10 | at 100 | × at 10 | × at 100 |  | SQL | of it, ms | HTML kB at 1 | at 100 |"
    )
    assert rows == [
        "| grows.visitor | 10.0 | 14.0 | 90.0 | 1.40 | 9.00 | over | 8 | 2 | 20.4 | 20.4 |",
        "| steady.visitor | 10.0 | 11.0 | 12.0 | 1.10 | 1.20 | met | 8 | 2 | 20.4 | 20.4 |",
    ]
    assert "1 of 2 pages take at most 1.5 times their time at scale 1, at 10 and 100" in written


def test_the_rest_of_the_page_stays(written):
    assert written.startswith("# Growth\n")
    assert written.endswith(f"{END}\nAfter.\n")
    assert "old" not in written
