"""Faults of security that Bandit finds in what a site runs, besides those of ruff's rules.

Ruff has Bandit's rules under the same numbers (S608 is B608): a line that answers one, with its reason, answers both.
"""

import json
import re
import subprocess
import tomllib

from scripts.command_steps import ROOT
from scripts.environment import BIN
from scripts.refusal import RefusalError, run_command

# Two rules of Bandit about `mark_safe`, of which ruff has one.
SAME = {"B703": "308"}


def found() -> list[dict]:
    apps = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]["run"]["source"]
    command = [
        str(BIN / "bandit"),
        "--quiet",
        "--configfile",
        "pyproject.toml",
        "--format",
        "json",
        "--recursive",
        *apps,
    ]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        return json.loads(outcome.stdout)["results"]
    except ValueError:
        raise RefusalError(outcome.stderr) from None


def is_answered(fault: dict) -> bool:
    number = SAME.get(fault["test_id"], fault["test_id"].removeprefix("B"))
    lines = (ROOT / fault["filename"]).read_text().splitlines()
    said = "\n".join(lines[index - 1] for index in fault["line_range"])
    return re.search(rf"\bnoqa: [A-Z0-9, ]*\bS{number}\b", said) is not None


def main(arguments: list[str]) -> int:
    left = [fault for fault in found() if not is_answered(fault)]
    for fault in left:
        print(f"{fault['filename']}:{fault['line_number']}: {fault['test_id']} {fault['issue_text']}")
    return int(bool(left))


if __name__ == "__main__":
    run_command(main)
