"""The embedded index on disk: one directory for each generation, and a small file that names the live one.

A rebuild fills a fresh directory, then the file is replaced, which is atomic. Readers that still hold the old
directory open finish their search on it.
"""

import os
import re
import shutil
import uuid
from contextlib import suppress
from pathlib import Path

# Raise it when the fields or the analysis change: an index of another format is not read but rebuilt.
FORMAT = 7
# What tantivy replaces at each commit: its segments, and the number of the last operation.
COMMITTED = "meta.json"
# Prefix of the name of a folder to be removed.
GONE = "gone-"

_NAME = re.compile(rf"format{FORMAT}-[0-9a-f]{{32}}")


class Generations:
    def __init__(self, directory: Path) -> None:
        self._directory = Path(directory)
        self._pointer = self._directory / "current"

    def live(self) -> str | None:
        """Return the name of the live generation; None if this code can read none."""
        name = self._pointed_name()
        while name and not self.path(name).is_dir():
            # Either a switch has just removed it, and the file names another, or another process has.
            before, name = name, self._pointed_name()
            if name == before:
                return None
        return name

    def _pointed_name(self) -> str | None:
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if _NAME.fullmatch(name) else None

    def state(self) -> tuple[str, bytes] | None:
        """Return what changes with each commit of any process: the live generation, and what its index says of itself.

        None if this code can read none.
        """
        name = self._pointed_name()
        try:
            return name and (name, (self.path(name) / COMMITTED).read_bytes())
        except OSError:
            return None

    def path(self, name: str) -> Path:
        return self._directory / name

    def create(self) -> str:
        """Make an empty directory for a new generation and return its name."""
        name = f"format{FORMAT}-{uuid.uuid4().hex}"
        self.path(name).mkdir(parents=True)
        return name

    def discard(self, name: str) -> None:
        self._remove(self.path(name))

    def switch_to(self, name: str) -> None:
        """Make `name` the live generation and remove all others."""
        replacement = self._directory / f"current.{uuid.uuid4().hex}"
        with replacement.open("w", encoding="ascii") as pointer:
            pointer.write(name)
            pointer.flush()
            os.fsync(pointer.fileno())
        replacement.replace(self._pointer)
        for path in list(self._directory.iterdir()):
            if path.is_dir() and path.name.startswith(("format", GONE)) and path.name != name:
                self._remove(path)

    def _remove(self, path: Path) -> None:
        """Delete a folder, renamed first: a writer still at work would leave files behind in it."""
        trash = self._directory / f"{GONE}{uuid.uuid4().hex}"
        with suppress(OSError):
            shutil.rmtree(path.rename(trash), ignore_errors=True)
