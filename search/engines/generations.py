"""The embedded index on disk: one directory for each generation, and a small file that names the live one.

A rebuild fills a fresh directory, then the file is replaced, which is atomic. Readers that still hold the old
directory open finish their search on it.
"""

import os
import re
import shutil
import uuid
from pathlib import Path

# Raise it when the fields or the analysis change: an index of another format is not read but rebuilt.
FORMAT = 3

_NAME = re.compile(rf"format{FORMAT}-[0-9a-f]{{32}}")


class Generations:
    def __init__(self, directory: Path) -> None:
        self._directory = Path(directory)
        self._pointer = self._directory / "current"

    def live(self) -> str | None:
        """Name of the live generation; none if there is none that this code can read."""
        name = self._named()
        while name and not self.path(name).is_dir():
            # Either a switch has just removed it, and the file names another, or somebody else has.
            before, name = name, self._named()
            if name == before:
                return None
        return name

    def _named(self) -> str | None:
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if _NAME.fullmatch(name) else None

    def path(self, name: str) -> Path:
        return self._directory / name

    def fresh(self) -> str:
        """Makes an empty directory for a new generation and returns its name."""
        name = f"format{FORMAT}-{uuid.uuid4().hex}"
        self.path(name).mkdir(parents=True)
        return name

    def discard(self, name: str) -> None:
        shutil.rmtree(self.path(name), ignore_errors=True)

    def switch_to(self, name: str) -> None:
        """Makes `name` the live generation and removes all others."""
        replacement = self._directory / f"current.{uuid.uuid4().hex}"
        with replacement.open("w", encoding="ascii") as pointer:
            pointer.write(name)
            pointer.flush()
            os.fsync(pointer.fileno())
        replacement.replace(self._pointer)
        for path in self._directory.iterdir():
            if path.is_dir() and path.name.startswith("format") and path.name != name:
                shutil.rmtree(path, ignore_errors=True)
