"""The report of the parts of the night."""

import subprocess

import pytest

from scripts.night_report import HEADING, REPORT, PartLine, read_lines, seen_green, with_line
from scripts.nightly import PARTS


def line_of(part: str, *, commit: str = "abc1234", outcome: str = "green") -> PartLine:
    return PartLine(part, "a", commit, "2026-12-02 23:00", 4, outcome)


REPORT_OF_TWO = f"# The night\n\n{HEADING}{line_of('sqlite')}{line_of('search')}\nAfter.\n"


def test_line_of_a_part_takes_the_place_of_the_former_one():
    former, new = line_of("search"), line_of("search", commit="def5678")

    assert with_line(REPORT_OF_TWO, new, list(PARTS)) == REPORT_OF_TWO.replace(str(former), str(new))


def test_first_line_of_a_part_stands_in_the_order_of_parts():
    report = with_line(REPORT_OF_TWO, line_of("demo"), list(PARTS))

    assert list(read_lines(report)) == ["sqlite", "demo", "search"]
    assert report.endswith("\nAfter.\n")


def test_report_of_the_project_has_its_table_and_known_parts_alone():
    assert read_lines(REPORT.read_text(encoding="utf-8")).keys() <= PARTS.keys()


@pytest.fixture
def repository(tmp_path):
    """A repository of two files, `search/engine.py` and `b2i/models.py`; returns it and its only commit."""

    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=Essai", "-c", "user.email=essai@example.org", *arguments]
        outcome = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)  # noqa: S603 - git
        return outcome.stdout.strip()

    for folder in ("search", "b2i", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "search" / "engine.py").write_text("one")
    (tmp_path / "b2i" / "models.py").write_text("one")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "First")
    return tmp_path, git("rev-parse", "--short", "HEAD")


def seen(root, **facts: str) -> str:
    (root / "docs" / "nightly.md").write_text(f"{HEADING}{line_of('search', **facts)}")
    return seen_green("search", "search", root=root)


def test_part_stays_green_while_nothing_that_it_reads_changes(repository):
    root, commit = repository
    (root / "b2i" / "models.py").write_text("two")

    assert seen(root, commit=commit) == commit


@pytest.mark.parametrize("changed", ["engine.py", "new.py"])
def test_part_is_due_once_what_it_reads_changes(repository, changed):
    root, commit = repository
    (root / "search" / changed).write_text("two")

    assert seen(root, commit=commit) == ""


@pytest.mark.parametrize("facts", [{"outcome": "red"}, {"commit": "0123456"}, {"commit": "+"}])
def test_part_is_due_unless_it_was_green_on_a_known_commit(repository, facts):
    root, commit = repository
    facts = facts | {"commit": f"{commit}+"} if facts.get("commit") == "+" else {"commit": commit} | facts

    assert seen(root, **facts) == ""
