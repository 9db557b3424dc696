"""`make nightly`: the whole suite, in named parts of forty minutes at most; `make nightly PART=machines` runs one.

What was green, when, in how many minutes and on which commit is written into docs/nightly.md.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.environment import ensure_environment
from scripts.night_report import GREEN, REPORT, PartLine, read_lines, with_line
from scripts.refusal import RefusalError, run_command
from scripts.suite import IN_PROCESS, Suite

DEMO, SEARCH, EXTRANET = "tests/extranet/demo", "tests/search", "tests/extranet"
JUDGES = "tests/browser/test_accessibility.py"
# Least coverage of branches by the suite of the day, on SQLite.
COVERED_BY_DAY = 93


@dataclass(frozen=True)
class NightPart:
    """`runs`: what it runs, in words; `run`: the same with a suite; `by_day`: what the night alone runs is left out."""

    runs: str
    run: Callable[[Suite], None]
    long: bool = False
    by_day: bool = False
    measured: bool = False


def in_order_of(seed: str) -> Callable[[Suite], None]:
    return lambda suite: suite.tests(f"ordre {seed}", DAY, "--nomigrations", EXTRANET_ORDER=seed)


def at(moment: str) -> Callable[[Suite], None]:
    """Return what runs the suite of the day on a clock that begins at `moment`, of UTC."""

    def run(suite: Suite) -> None:
        library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
        if not library:
            suite.missing.append("libfaketime est introuvable (sous Debian ou Ubuntu : apt install faketime)")
            return
        clock = {"LD_PRELOAD": str(library), "FAKETIME": f"@{moment}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        suite.tests(f"horloge du {moment}", DAY, "--nomigrations", **clock)

    return run


DAY = f"{IN_PROCESS} and not postgresql and not node and not faketime"
PARTS = {
    "sqlite": NightPart(
        "SQLite, all but the demo and the search",
        lambda suite: suite.tests_with_a_node(f"--ignore={DEMO}", f"--ignore={SEARCH}"),
    ),
    "demo": NightPart(
        "SQLite, the demo: every page as each role", lambda suite: suite.tests_with_a_node(DEMO), long=True
    ),
    "search": NightPart("SQLite, the search on both engines", lambda suite: suite.tests_with_a_node(SEARCH)),
    "postgresql": NightPart(
        "PostgreSQL, all but the site as a whole", lambda suite: suite.tests_on_postgresql(f"--ignore={EXTRANET}")
    ),
    "postgresql-site": NightPart(
        "PostgreSQL, the site as a whole and its demo", lambda suite: suite.tests_on_postgresql(EXTRANET)
    ),
    "machines": NightPart(
        "sites that are killed, starved, stopped", lambda suite: suite.tests_in_a_browser("tests/processes")
    ),
    "journeys": NightPart(
        "Chromium, each journey with mouse and keyboard",
        lambda suite: suite.tests_in_a_browser("tests/browser", f"--ignore={JUDGES}"),
    ),
    "pages": NightPart("Chromium, each page before its judges", lambda suite: suite.tests_in_a_browser(JUDGES)),
    "refusals": NightPart("what posts, while services refuse", Suite.replay_of_refusals),
    "examples": NightPart(
        "properties and state machines, many new examples",
        lambda suite: suite.tests("exemples", f"hypothesis and {DAY}", "--nomigrations"),
        long=True,
    ),
    "coverage": NightPart(
        f"the suite of the day with its coverage, {COVERED_BY_DAY} % at least",
        lambda suite: suite.tests_with_a_node(),
        by_day=True,
        measured=True,
    ),
    "order-1": NightPart("the suite of the day in a random order", in_order_of("1"), by_day=True),
    "order-2": NightPart("the same in another order", in_order_of("2"), by_day=True),
    "moment-leap-day": NightPart("the suite of the day on 29 February", at("2028-02-29 09:00:00"), by_day=True),
    "moment-new-year": NightPart("on 31 December at 23:58", at("2026-12-31 22:58:00"), by_day=True),
    "moment-sunday": NightPart("on a Sunday", at("2027-01-17 09:00:00"), by_day=True),
    "moment-first": NightPart("on the first of a month", at("2027-02-01 00:05:00"), by_day=True),
    "moment-spring": NightPart("on the eve of summer time", at("2027-03-27 22:30:00"), by_day=True),
    "moment-autumn": NightPart("on the eve of winter time", at("2027-10-30 21:30:00"), by_day=True),
}


def run_part(name: str, part: NightPart) -> bool:
    """Run a part and write its line of the report; return whether it is green."""
    print(f"\n=== {name} : {part.runs}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="extranet-night-") as folder:
        suite = Suite([], Path(folder), whole=not part.by_day, long=part.long, measured=part.measured)
        part.run(suite)
        if part.measured:
            suite.report_coverage(COVERED_BY_DAY)
        suite.tell_skipped()
    outcome = "red" if suite.failed else "not run: something is missing" if suite.missing else GREEN
    minutes = round((time.monotonic() - start) / 60)
    line = PartLine(name, part.runs, commit(), time.strftime("%Y-%m-%d %H:%M"), minutes, outcome)
    REPORT.write_text(with_line(REPORT.read_text(encoding="utf-8"), line, list(PARTS)), encoding="utf-8")
    return outcome == GREEN


def commit() -> str:
    """Return the commit, marked if what ran is not quite that."""
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--", ":!docs") else "")


def changed_since(report: str) -> list[str]:
    """Return a line for each part that was run: how many files differ since, but those of docs."""
    found = []
    for line in read_lines(report).values():
        files = git("diff", "--name-only", line.commit.rstrip("+"), "HEAD", "--", ":!docs").splitlines()
        found.append(f"  {line.part} : {line.outcome} sur {line.commit}, {len(files)} fichiers changés depuis")
    return found


def git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def main(arguments: list[str]) -> int:
    if arguments == ["--state"]:
        print("\n".join(changed_since(REPORT.read_text(encoding="utf-8"))))
        return 0
    unknown = [name for name in arguments if name not in PARTS]
    if unknown:
        raise RefusalError(f"Parties inconnues : {', '.join(unknown)}. Il y a : {', '.join(PARTS)}.")
    ensure_environment(dev=True)
    red = [name for name in arguments or PARTS if not run_part(name, PARTS[name])]
    print("\n".join(changed_since(REPORT.read_text(encoding="utf-8"))), flush=True)
    if red:
        raise RefusalError(f"En échec : {', '.join(red)}.")
    return 0


if __name__ == "__main__":
    run_command(main)
