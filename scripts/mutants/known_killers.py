"""Which test killed a mutant the last time: it is tried first the next time, so that a second run costs a tenth."""

import hashlib
import json
from pathlib import Path

from scripts.mutants.mutant import Mutant
from scripts.mutants.reach import FOLDER

PLACE = FOLDER / "killers.json"


class KnownKillers:
    """Digest of a mutant → name of a test, kept in a file. A killer that no longer reaches the mutant is forgotten."""

    def __init__(self, place: Path = PLACE):
        self.place = place
        self.killers: dict[str, str] = json.loads(place.read_text()) if place.exists() else {}

    def first(self, mutant: Mutant, tests: list[str]) -> list[str]:
        """Return `tests` with the known killer before the others."""
        killer = self.killers.get(digest(mutant))
        return [killer, *(test for test in tests if test != killer)] if killer in tests else tests

    def note(self, mutant: Mutant, killer: str) -> None:
        """Keep the killer at once: a run of an hour may be stopped."""
        self.killers[digest(mutant)] = killer
        self.place.write_text(json.dumps(self.killers, indent=0))


def digest(mutant: Mutant) -> str:
    return hashlib.sha256("\n".join((str(mutant.path), mutant.scope, mutant.diff)).encode()).hexdigest()
