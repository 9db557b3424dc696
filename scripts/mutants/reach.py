"""Which tests reach a line: measured once for each test module, kept in `var/mutants` until it changes."""

import hashlib
import json
import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from scripts.command_steps import ROOT, explain, shown
from scripts.environment import BIN
from scripts.refusal import RefusalError

FOLDER = ROOT / "var" / "mutants"
MARKS = "not browser and not node and not postgresql"
# As fast as the suite can be, with the same examples each time.
PYTEST = ("-m", "pytest", "-q", "-m", MARKS, "--nomigrations", "--hypothesis-seed=0")
# All passed, some failed, none was selected.
EXPECTED = {0, 1, 5}
LAST_LINES = 40
BATCH = 100


class Reach:
    """`seconds`: name of a test → how long it takes alone. `tests_of(path, lines)`: those that reach a line."""

    def __init__(self, tests: Mapping[str, Mapping]):
        self.seconds = {name: test["seconds"] for name, test in tests.items()}
        self._tests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, test in tests.items():
            for path, lines in test["files"].items():
                for line in lines:
                    self._tests[path][line].add(name)

    def tests_of(self, path: Path, lines: Iterable[int]) -> set[str]:
        """Return the tests of the first of these lines that any test reaches."""
        return next((tests for line in lines if (tests := self._tests[str(path)][line])), set())


def measured_reach() -> Reach:
    """Return the reach of each test of the suite on SQLite; measure the test modules whose notes are missing or old.

    A note is old when the test module changed, or a file in which its tests reach something. Other changes may alter
    what a test reaches: at worst a test that would notice is not tried, and the mutant counts as a survivor.
    """
    modules = test_modules()
    FOLDER.mkdir(parents=True, exist_ok=True)
    outdated = [module for module in modules if is_outdated(module)]
    # An interruption loses one batch.
    for start in range(0, len(outdated), BATCH):
        batch = outdated[start : start + BATCH]
        keep(batch, measure(batch, f"{start + len(batch)}/{len(outdated)}"))
    tests = {name: test for module in modules for name, test in kept(module)["tests"].items()}
    if failed := [name for name, test in tests.items() if test["failed"]]:
        print("\n    ".join(["  Échouent sur le code intact et ne comptent donc pas :", *failed]), flush=True)
    return Reach({name: test for name, test in tests.items() if not test["failed"]})


def test_modules() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py"))


def measure(modules: list[str], rank: str) -> dict[str, dict]:
    """Run these test modules with the recorder; return name of each test → its notes."""
    label = f"Lignes atteintes par les tests, modules {rank}"
    command = [BIN / "python", *PYTEST, "-n", "2", "-p", "scripts.mutants.reach_recorder", *modules]
    with tempfile.TemporaryDirectory(prefix="extranet-reach-") as folder, shown(label):
        env = {**os.environ, "EXTRANET_REACH": folder}
        outcome = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        notes = [json.loads(path.read_text()) for path in Path(folder).glob("*.json")]
    if outcome.returncode not in EXPECTED:
        raise RefusalError(explain(label, outcome.returncode, outcome.stdout + outcome.stderr, LAST_LINES))
    return {name: test for note in notes for name, test in note.items()}


def is_outdated(module: str) -> bool:
    digests = kept(module)["digests"]
    return module not in digests or any(digest_of(path) != digest for path, digest in digests.items())


def keep(modules: list[str], tests: dict[str, dict]) -> None:
    """Write the notes of these test modules, with a digest of each file that they depend on.

    A module with a test that fails has no digest: it will be measured again.
    """
    for module in modules:
        own = {name: test for name, test in tests.items() if name.split("::")[0] == module}
        paths = {module, *(path for test in own.values() for path in test["files"])}
        is_green = not any(test["failed"] for test in own.values())
        digests = {path: digest_of(path) for path in sorted(paths)} if is_green else {}
        place_of(module).write_text(json.dumps({"digests": digests, "tests": own}))


def kept(module: str) -> dict:
    place = place_of(module)
    return json.loads(place.read_text()) if place.exists() else {"digests": {}, "tests": {}}


@cache
def digest_of(path: str) -> str:
    full = ROOT / path
    return hashlib.sha256(full.read_bytes()).hexdigest() if full.is_file() else ""


def place_of(module: str) -> Path:
    return FOLDER / f"{module.removesuffix('.py').replace('/', '.')}.json"
