"""`make test` and `make nightly`: the suite on SQLite, on PostgreSQL, in a browser; what was skipped, and why.

What runs each day and what runs at night: docs/adr/0027-tests-of-the-day-and-of-the-night.md.
"""

import argparse
import os
import random
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.changed_tests import RULES, changed_tests
from scripts.chromium import find_chromium
from scripts.command_steps import ROOT
from scripts.environment import BIN, ensure_environment
from scripts.night_report import seen_green
from scripts.postgresql import server_for_tests
from scripts.refusal import RefusalError, run_command
from scripts.search_node import node_for_tests
from scripts.second_tries import SecondTries
from scripts.suite_times import note_times, time_left

NO_TEST_COLLECTED = 5
PARALLEL = ("-n", "auto")
# Tests that need no site beside them.
IN_PROCESS = "not browser and not processes"
# What the tests of the search read (pathspecs of git): by day, a node runs where one of them has changed.
OF_THE_SEARCH = ("search", ":(glob)**/search*.py", "tests/search", "scripts/search_node.py", "uv.lock")
# Settings of the caller that would lead tests elsewhere, or make each process that they start compile the site anew.
NOT_OURS = (
    "PYTHONDONTWRITEBYTECODE",
    "DATABASE_URL",
    "SEARCH_URL",
    "SEARCH_MEANING",
    "SEARCH_URL_TEST_NODE",
    "EXTRANET_DRAW",
    "EXTRANET_TEST_TEMPLATE",
)
NO_POSTGRESQL = (
    "ni DATABASE_URL_TEST_POSTGRES, ni serveur PostgreSQL installé (sous Debian ou Ubuntu : apt install postgresql)"
)
# Names of the tests that failed in the last run: `--changed` begins with them.
LAST_FAILURES = ROOT / "var" / "failed-tests.txt"
LONGEST = ("--durations=10", "--durations-min=5")
DRAWS = 1000
# What CI draws, always the same: a change is judged by what it changes. Another number comes by a commit that changes
# nothing else, and never to turn a red test green.
SEED_OF_CI = "417"


@dataclass
class Suite:
    """`arguments`: those of pytest, to run a part of the suite; coverage is then printed but not enforced. `folder`:
    where the processes of pytest note what they skip and what fails.

    `whole`: everything everywhere, instead of what a run of the day draws of the longest tests, of those on PostgreSQL
    and of the pages to judge. `long`: more steps of the state machines and more examples. `measured`: with coverage,
    which doubles the time. `only_sqlite`: the first pass alone.

    One pass after the other: each keeps both cores of a small machine busy, and two at once only disturb each other.
    """

    arguments: Sequence[str]
    folder: Path
    whole: bool = False
    long: bool = False
    measured: bool = False
    only_sqlite: bool = False
    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    draw: str = ""
    is_in_ci: bool = field(default_factory=lambda: os.environ.get("CI") == "true")

    def __post_init__(self) -> None:
        if not (self.whole or self.arguments):
            new = SEED_OF_CI if self.is_in_ci else str(random.randrange(DRAWS))  # noqa: S311 - no secret
            self.draw = os.environ.get("EXTRANET_DRAW") or new
        self.prepared_site = self.folder / "site"
        self.skipped, self.second_tries = self.folder / "skipped", SecondTries(self.folder / "failures")

    def run(self) -> None:
        if self.draw:
            print(f"Tirage de cette exécution : EXTRANET_DRAW={self.draw} (make test ARGS=--all pour tout)", flush=True)
        passes = {
            "SQLite": self.tests_with_a_node,
            "PostgreSQL": self.tests_on_postgresql,
            "navigateur": self.tests_in_a_browser,
        }
        if self.only_sqlite:
            passes = {"SQLite": self.tests_with_a_node}
        elif self.long:
            passes["refus"] = self.replay_of_refusals
        for number, (label, run) in enumerate(passes.items(), start=1):
            left = "" if self.arguments else time_left(label, list(passes))
            print(f"\n— Tests : {label}, étape {number} sur {len(passes)}{left}", flush=True)
            start = time.monotonic()
            run()
            self.times[label] = time.monotonic() - start
            print(f"  {label} : {self.times[label]:.0f} s", flush=True)
        if self.measured:
            self.report_coverage()

    def note_run(self) -> None:
        """Keep what failed and, of a run of the whole suite, the time of each pass."""
        LAST_FAILURES.parent.mkdir(exist_ok=True)
        LAST_FAILURES.write_text("".join(f"{name}\n" for name in self.second_tries.all_names))
        if not (self.arguments or self.missing):
            note_times(self.times, whole=self.whole)

    def tests_with_a_node(self, *where: str) -> None:
        """Run the tests on SQLite, and those of the search engines on a real node as well. By day `make quality` has
        the rules of the house, and no node runs if the night has seen those tests green and nothing of the search has
        changed since. `where`: options of pytest.
        """
        run = ["-m", "coverage", "run", "-m", "pytest"] if self.measured else ["-m", "pytest"]
        if self.measured:
            self.coverage("erase")
        marks = f"{IN_PROCESS} and not postgresql"
        if self.draw:
            where = (*where, *(f"--ignore={rule}" for rule in RULES))
            self.seen.append("les règles de la maison, qui se lisent dans le code : make quality les vérifie")
        if self.draw and (commit := seen_green("search", *OF_THE_SEARCH)):
            self.seen.append(f"le moteur de recherche sur un serveur : vert sur {commit}, rien n’y a changé depuis")
            self.tests("SQLite", f"{marks} and not node and not wire", "--nomigrations", run=run, folders=where)
            return
        with node_for_tests() as (address, lacking):
            if lacking:
                self.missing.append(f"le moteur de recherche sur un vrai nœud OpenSearch : {lacking}")
            self.tests("SQLite", marks, "--nomigrations", run=run, folders=where, SEARCH_URL_TEST_NODE=address)

    def tests_on_postgresql(self, *where: str) -> None:
        """Run what only a database server can show by day, all tests at night. `where`: options of pytest."""
        with server_for_tests() as server:
            if not server:
                self.missing.append(f"la suite sur PostgreSQL : {NO_POSTGRESQL}")
                return
            settings = {"DATABASE_URL": server.address}
            options = []
            if server.is_ours:
                # Migrations once, then a copy of their tables for each process. The other core has time for a site.
                with self.site_for_browsers():
                    self.call(
                        [BIN / "python", "manage.py", "migrate", "--verbosity", "0"], self.environment(**settings)
                    )
                settings["EXTRANET_TEST_TEMPLATE"] = server.database
                options = ["--nomigrations"]
            self.tests("PostgreSQL", f"{IN_PROCESS} and not node", *options, folders=where, **settings)

    @contextmanager
    def site_for_browsers(self) -> Iterator[None]:
        """Prepare the site that the next pass copies, while the block runs. If that fails, the pass does it again and
        says why.
        """
        if self.arguments or self.whole or not find_chromium():
            yield
            return
        command = [str(BIN / "python"), "-m", "tests.browser.site", str(self.prepared_site)]
        env = self.environment()
        with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            yield

    def tests_in_a_browser(self, *where: str) -> None:
        """Run one journey of each role and a draw of the pages to judge by day; at night all of both, and what kills
        processes. `where`: options of pytest.

        They stand together because they copy the same prepared site.
        """
        # Where these tests are: to collect the 18,000 others takes half a minute.
        folders = () if self.arguments else where or ("tests/browser", "tests/processes")
        spread = ("--dist", "loadgroup")
        settings = {"EXTRANET_PREPARED_SITE": str(self.prepared_site)} if self.prepared_site.exists() else {}
        self.tests("navigateur", "browser or processes", "--nomigrations", folders=folders, spread=spread, **settings)

    def replay_of_refusals(self) -> None:
        """Run the tests that post once more, while services refuse (`tests/refusal_replay.py`)."""
        marks = f"{IN_PROCESS} and not node and not postgresql"
        self.tests("refus", marks, "--nomigrations", "--replay-refusals")

    def tests(
        self,
        label: str,
        marks: str,
        *options: str,
        folders: Sequence[str] = (),
        spread: Sequence[str] = (),
        run: Sequence[str] = ("-m", "pytest"),
        **settings: str,
    ) -> None:
        """Run the tests that bear `marks` on all cores. In CI, those that fail are run once more, alone."""
        command = [BIN / "python", *run, "-q", "-m", marks, *options, *self.seed(), *LONGEST, *self.arguments]
        noted = {"EXTRANET_SKIPPED": str(self.skipped), "EXTRANET_FAILED": str(self.second_tries.failures)}
        environment = self.environment(**settings, **noted)
        self.second_tries.forget()
        code = self.call([*command, *PARALLEL, *spread, *folders], environment)
        self.second_tries.all_names += self.second_tries.names()
        # A part of the suite may have no test for this pass; the whole suite has some.
        if not code or (code == NO_TEST_COLLECTED and self.arguments):
            return

        def run_alone(name: str) -> int:
            return self.call([*command, name], self.environment(**settings))

        if not (self.is_in_ci and self.second_tries.forgive(code, run_alone)):
            self.failed.append(label)

    def seed(self) -> list[str]:
        """Return the options that make random tests draw the same examples in each run of CI."""
        return [f"--hypothesis-seed={self.draw}"] if self.draw and self.is_in_ci else []

    def environment(self, **settings: str) -> dict[str, str]:
        env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        env.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings.test")
        if self.draw and self.is_in_ci:
            env.setdefault("EXTRANET_SEED", self.draw)
        drawn = {"EXTRANET_DRAW": self.draw} if self.draw else {}
        return {**env, **drawn, **({"EXTRANET_LONG": "1"} if self.long else {}), **settings}

    def report_coverage(self, least: int | None = None) -> None:
        """Print the coverage of branches; less than `least`, or than what the project asks for, is a failure."""
        print("\n— Couverture", flush=True)
        self.coverage("combine", "--quiet")
        least = 0 if self.arguments else least
        enforced = [] if least is None else [f"--fail-under={least}"]
        if self.coverage("report", *enforced):
            self.failed.append("couverture")

    def coverage(self, *arguments: str) -> int:
        return self.call([BIN / "python", "-m", "coverage", *arguments], os.environ)

    @staticmethod
    def call(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
        return subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, check=False
        ).returncode

    def tell_skipped(self) -> None:
        """Print the tests that did not run, by reason; then what the machine lacks."""
        lines = self.skipped.read_text().splitlines() if self.skipped.exists() else []
        print(f"\n— Non exécuté : {'rien' if not (lines or self.missing or self.seen) else ''}", flush=True)
        for reason, count in Counter(lines).most_common():
            print(f"  {count} test{'s' if count > 1 else ''} : {reason}")
        for line in [*self.missing, *self.seen, *self.second_tries.lines()]:
            print(f"  {line}")


def main(arguments: list[str]) -> int:
    start = time.monotonic()
    parser = argparse.ArgumentParser(prog="make test", add_help=False, allow_abbrev=False)
    for name in ("--all", "--long", "--coverage", "--changed"):
        parser.add_argument(name, action="store_true")
    options, rest = parser.parse_known_args(arguments)
    ensure_environment(dev=True)
    with tempfile.TemporaryDirectory(prefix="extranet-suite-") as folder:
        if options.changed:
            rest = [*changed_tests(LAST_FAILURES.read_text().splitlines() if LAST_FAILURES.exists() else ()), *rest]
        choices = {"whole": options.all, "long": options.long, "measured": options.coverage}
        suite = Suite(rest, Path(folder), only_sqlite=options.changed, **choices)
        suite.run()
        suite.tell_skipped()
    suite.note_run()
    print(f"\nDurée totale : {time.monotonic() - start:.0f} s", flush=True)
    if suite.missing and os.environ.get("EXTRANET_REQUIRE_ALL") == "1":
        suite.failed.append("ce qui n’a pas été exécuté (EXTRANET_REQUIRE_ALL=1)")
    if suite.failed:
        raise RefusalError(f"En échec : {', '.join(suite.failed)}.")
    print("Ce qui a été exécuté est vert." if suite.missing else "Tout est vert.", flush=True)
    return 0


if __name__ == "__main__":
    run_command(main)
