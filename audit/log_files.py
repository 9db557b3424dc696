"""Files of the journal, off the database: one for each month, under `AUDIT_DIR`, to be copied at any moment."""

import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SUFFIX = ".log"
OWNER_ONLY, FOLDER_OWNER_ONLY = 0o600, 0o700


class MonthlyLogHandler(logging.Handler):
    """Appends each line (`audit.line_text`) to the file of the month with which it begins."""

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        try:
            append_line(text, month=text[: len("2026-12")])
        except OSError:
            # The act stands, and its line is in the table: `write_missing_lines` tries again.
            self.handleError(record)


def append_line(text: str, *, month: str) -> None:
    """Write the whole line or nothing, whatever other processes write. Raises OSError."""
    folder, content = log_folder(), f"{text}\n".encode()
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    descriptor = os.open(folder / f"{month}{SUFFIX}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        if (written := os.write(descriptor, content)) < len(content):
            os.ftruncate(descriptor, size)
            raise OSError(f"{written} bytes of {len(content)} were written to the journal of acts")
    finally:
        os.close(descriptor)


def log_folder() -> Path:
    return Path(settings.AUDIT_DIR)


def log_files() -> list[Path]:
    """Return the files, the oldest first."""
    return sorted(log_folder().glob(f"*{SUFFIX}"))


def lines_of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        yield from (line.rstrip("\n") for line in lines)
