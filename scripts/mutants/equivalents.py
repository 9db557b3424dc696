"""Changes that alter nothing that anybody could see: read, with their reasons, from `docs/mutants.md`."""

import re
from dataclasses import dataclass
from pathlib import Path

from scripts.mutants.mutant import Mutant

ENTRY = re.compile(
    r"^### (?P<title>`.+?`)\n+```diff\n(?P<diff>.*?)\n```\n+(?P<reason>(?![#\n]).+?)(?=\n+#|\s*\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Equivalent:
    title: str
    diff: str
    reason: str

    def describes(self, mutant: Mutant) -> bool:
        """Whether this is the change of `mutant`, wherever its lines have moved in the file."""
        return self.title == mutant.title and stripped(self.diff) == stripped(mutant.diff)


def read_equivalents(document: Path) -> list[Equivalent]:
    """Return the entries: a title, the change, the reason."""
    text = document.read_text(encoding="utf-8") if document.exists() else ""
    return [Equivalent(found["title"], found["diff"], found["reason"]) for found in ENTRY.finditer(text)]


def entry(mutant: Mutant, reason: str) -> str:
    """Return the entry of `mutant`, as it is read back."""
    return f"### {mutant.title}\n\n```diff\n{mutant.diff}\n```\n\n{reason}\n"


def stripped(diff: str) -> list[tuple[str, str]]:
    return [(line[:1], line[1:].strip()) for line in diff.splitlines()]
