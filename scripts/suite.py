"""`make test`: the suite on SQLite with coverage, on PostgreSQL, in a browser; what was skipped, and why."""

import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.environment import BIN, ensure_environment
from scripts.postgresql import server_for_tests
from scripts.refusal import RefusalError, run_command
from scripts.search_node import node_for_tests

NO_TEST_COLLECTED = 5
PARALLEL = ("-n", "auto")
# Settings of the caller that would lead tests elsewhere.
NOT_OURS = ("DATABASE_URL", "SEARCH_URL", "SEARCH_URL_TEST_NODE")
NO_POSTGRESQL = (
    "ni DATABASE_URL_TEST_POSTGRES, ni serveur PostgreSQL installé (sous Debian ou Ubuntu : apt install postgresql)"
)


@dataclass
class Suite:
    """`arguments`: those of pytest, to run a part of the suite; coverage is then printed but not enforced.

    One pass after the other: each keeps both cores of a small machine busy, and two at once only disturb each other.
    """

    arguments: Sequence[str]
    skipped: Path
    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def run(self) -> None:
        self.coverage("erase")
        self.tests_with_a_node()
        self.report_coverage()
        self.tests_on_postgresql()
        self.tests("navigateur", self.pytest("browser", "--nomigrations"))

    def tests_with_a_node(self) -> None:
        """Run all tests on SQLite, and those of the search engines on a real node as well."""
        measured = ["-m", "coverage", "run", "-m", "pytest"]
        command = self.pytest("not browser and not postgresql", *PARALLEL, "--nomigrations", run=measured)
        with node_for_tests() as (address, lacking):
            if lacking:
                self.missing.append(f"le moteur de recherche sur un vrai nœud OpenSearch : {lacking}")
            self.tests("SQLite", command, SEARCH_URL_TEST_NODE=address)

    def tests_on_postgresql(self) -> None:
        with server_for_tests() as address:
            if address:
                self.tests("PostgreSQL", self.pytest("not browser and not node", *PARALLEL), DATABASE_URL=address)
            else:
                self.missing.append(f"toute la suite sur PostgreSQL : {NO_POSTGRESQL}")

    def pytest(self, marks: str, *options: str, run: Sequence[str] = ("-m", "pytest")) -> list[str]:
        return [str(BIN / "python"), *run, "-q", "-m", marks, *options, *self.arguments]

    def tests(self, label: str, command: Sequence[str], **settings: str) -> None:
        start = time.monotonic()
        print(f"\n— Tests : {label}", flush=True)
        env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        code = self.call(command, {**env, **settings, "EXTRANET_SKIPPED": str(self.skipped)})
        # A part of the suite may have no test for this pass; the whole suite has some.
        if code and not (code == NO_TEST_COLLECTED and self.arguments):
            self.failed.append(label)
        print(f"  {label} : {time.monotonic() - start:.0f} s", flush=True)

    def report_coverage(self) -> None:
        print("\n— Couverture", flush=True)
        self.coverage("combine", "--quiet")
        enforced = [] if not self.arguments else ["--fail-under=0"]
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
        print(f"\n— Non exécuté : {'rien' if not (lines or self.missing) else ''}", flush=True)
        for reason, count in Counter(lines).most_common():
            print(f"  {count} test{'s' if count > 1 else ''} : {reason}")
        for line in self.missing:
            print(f"  {line}")


def main(arguments: list[str]) -> int:
    start = time.monotonic()
    ensure_environment(dev=True)
    with tempfile.TemporaryDirectory(prefix="extranet-suite-") as folder:
        suite = Suite(arguments, Path(folder) / "skipped")
        suite.run()
        suite.tell_skipped()
    print(f"\nDurée totale : {time.monotonic() - start:.0f} s", flush=True)
    if suite.missing and os.environ.get("EXTRANET_REQUIRE_ALL") == "1":
        suite.failed.append("ce qui n’a pas été exécuté (EXTRANET_REQUIRE_ALL=1)")
    if suite.failed:
        raise RefusalError(f"En échec : {', '.join(suite.failed)}.")
    print("Ce qui a été exécuté est vert." if suite.missing else "Tout est vert.", flush=True)
    return 0


if __name__ == "__main__":
    run_command(main)
