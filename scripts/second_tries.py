"""Tests that fail in CI are run once more, alone: green then, they are printed as unstable and do not refuse a change.

Each name is copied to docs/nightly.md until it is mended, and over `MOST` of them the gate refuses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# Exit code of pytest when tests ran and some failed; others mean that it could not do its work.
TESTS_FAILED = 1
MOST = 5
GROUP = re.compile(r"@\w+$")


@dataclass
class SecondTries:
    """`failures`: the file in which the processes of pytest write the name of each test that fails in a pass.

    `all_names`: those of all passes.
    """

    failures: Path
    unstable: list[str] = field(default_factory=list)
    all_names: list[str] = field(default_factory=list)

    def forgive(self, code: int, run_alone: Callable[[str], int]) -> bool:
        """Return whether all failures of a pass that ended with `code` are green when they are run alone.

        `run_alone(name)` runs one test and returns the exit code of pytest.
        """
        names = self.names()
        if code != TESTS_FAILED or not names or len(self.unstable) + len(names) > MOST:
            return False
        for name in names:
            print(f"\n  Second essai, seul : {name}", flush=True)
            if run_alone(name):
                return False
        self.unstable += names
        return True

    def names(self) -> list[str]:
        """Return the names under which pytest finds the tests again: its processes add the group of a test to them."""
        lines = self.failures.read_text().splitlines() if self.failures.exists() else []
        return sorted({GROUP.sub("", line) for line in lines})

    def forget(self) -> None:
        self.failures.unlink(missing_ok=True)

    def lines(self) -> list[str]:
        """Return what the end of the run says of unstable tests, one line each."""
        return [f"  Instable, vert au second essai\u00a0: {name}" for name in self.unstable]
