"""docs/nightly.md: which part of the night was green, when, in how many minutes and on which commit."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import ROOT

REPORT = ROOT / "docs" / "nightly.md"
HEADING = "| part | runs | commit | when | minutes | outcome |\n|---|---|---|---|--:|---|\n"
TABLE = re.compile(re.escape(HEADING) + r"((?:\|.*\n)*)")
GREEN = "green"


@dataclass(frozen=True)
class PartLine:
    """What a part of the night gave the last time. `commit` ends with « + » if what ran was not quite that."""

    part: str
    runs: str
    commit: str
    when: str
    minutes: int
    outcome: str

    def __str__(self) -> str:
        return f"| `{self.part}` | {self.runs} | {self.commit} | {self.when} | {self.minutes} | {self.outcome} |\n"


def read_lines(report: str) -> dict[str, PartLine]:
    """Return the line of each part that was run."""
    lines = {}
    for row in TABLE.search(report)[1].splitlines():
        part, runs, commit, when, minutes, outcome = (cell.strip() for cell in row.strip("|").split("|"))
        lines[part.strip("`")] = PartLine(part.strip("`"), runs, commit, when, int(minutes), outcome)
    return lines


def with_line(report: str, line: PartLine, order: list[str]) -> str:
    """Return the report with the line of this part, in the order of the parts."""
    table, lines = TABLE.search(report), read_lines(report) | {line.part: line}
    rows = "".join(str(lines[part]) for part in order if part in lines)
    return report[: table.start()] + HEADING + rows + report[table.end() :]


def seen_green(part: str, *paths: str, root: Path = ROOT) -> str:
    """Return the commit on which this part was green if none of `paths` (pathspecs of git) has changed since, work in
    progress included; an empty string otherwise.
    """
    line = read_lines((root / "docs" / "nightly.md").read_text(encoding="utf-8")).get(part)
    if not line or line.outcome != GREEN or line.commit.endswith("+"):
        return ""
    command = ["git", "diff", "--quiet", line.commit, "--", *paths]
    is_same = subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0
    command = ["git", "ls-files", "--others", "--exclude-standard", "--", *paths]
    added = subprocess.run(command, cwd=root, capture_output=True, check=False).stdout
    return line.commit if is_same and not added else ""
