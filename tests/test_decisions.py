"""The index of decisions: each of them once, under its title, beside what changed it since."""

import re

from tests.test_architecture import ROOT, complain

DECISIONS = ROOT / "docs" / "adr"
LINK = re.compile(r"\[\d+\]\((?P<name>\d{4}-[\w-]+\.md)\)")


def listed() -> list[tuple[str, str, list[str]]]:
    """Return each line of the index: file, title, files of the decisions that changed or continued it."""
    lines = [
        line.strip("| ").split("|") for line in (DECISIONS / "README.md").read_text().splitlines() if "](0" in line
    ]
    return [
        (LINK.match(own.strip())["name"], title.strip(), [match["name"] for match in LINK.finditer(later)])
        for own, title, later in ((*line, "")[:3] for line in lines)
    ]


def test_index_lists_each_decision_once_by_its_title():
    titles = {path.name: path.read_text().split("\n")[0].partition(". ")[2] for path in DECISIONS.glob("0*.md")}
    lines = listed()

    assert len(lines) == len(titles)
    assert {name: title for name, title, _ in lines} == titles


def test_decision_that_changed_another_came_later_and_names_it():
    faults = []
    for name, _, later in listed():
        names_it = re.compile(rf"ADR {int(name[:4])}\b|\({re.escape(name)}\)")
        faults += [
            f"{each} changed {name}"
            for each in later
            if each <= name or not names_it.search((DECISIONS / each).read_text())
        ]

    complain(faults, "Say in the later of these decisions which one it changes (docs/adr):")
