"""Journal files of searches: one anonymous line a search, in a file of this machine.

A search writes nothing to the database: lines wait in a file until they are counted
(`search.questions.journal.tallies`). Each is appended in one write under a shared lock; the counting process renames
the file first, then locks it exclusively, so that no line is written to a file that was read.
"""

import fcntl
import json
import logging
import os
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from search.language.analysis import simple_words
from search.questions.synonyms.validators import EXPRESSION_LENGTH

logger = logging.getLogger(__name__)

# Beyond this size, searches are no longer noted until the journal is counted: about 40,000 lines.
MAX_BYTES = 4_000_000
# A telephone number, a card number, a date of birth.
DIGITS_OF_SOMEBODY = 6
MAX_RESULTS = 1_000_000
_PREFIX = "counting-"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A search made on `day`, with its number of `results`; None: one of its results was opened, perhaps after a
    search in other words, `before`.
    """

    day: date
    text: str
    results: int | None
    before: str = ""


def note_search(text: str, total: int) -> None:
    """Write to the journal that `text` was searched and gave `total` results. Never fails."""
    _note(text, {"results": total})


def note_opening(text: str, *, before: str = "") -> None:
    """Write to the journal that a result of `text` was opened, searched after `before`. Never fails."""
    earlier = journal_text(before)
    _note(text, {"opened": 1, **({"before": earlier} if earlier else {})})


def journal_text(text: str) -> str:
    """Return `text` in lower case; empty if it must not be kept: too long, no word, an address, a number."""
    printable = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", text))
    normalised = " ".join(printable.lower().split())
    is_somebody = "@" in normalised or sum(letter.isdigit() for letter in normalised) >= DIGITS_OF_SOMEBODY
    return "" if is_somebody or len(normalised) > EXPRESSION_LENGTH or not simple_words(normalised) else normalised


def has_lines() -> bool:
    """Whether there are lines to count."""
    directory = _directory()
    return _has_content(directory / "searches.jsonl") or any(directory.glob(f"{_PREFIX}*"))


@contextmanager
def journals_taken_away() -> Iterator[Iterator[Path]]:
    """Yield the files of lines to count, the oldest first, those left by a crash included; one process at a time.

    The current journal is renamed only once all the others were counted.
    """
    directory = _directory()
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "counting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _taken_away(directory)


def read_lines(path: Path) -> list[JournalLine]:
    """Return the valid lines of a renamed file, once processes that write to it have finished."""
    with path.open("rb") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        return [line for raw in journal if (line := _parse_line(raw))]


def _directory() -> Path:
    return Path(settings.SEARCH_JOURNAL_DIR)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _taken_away(directory: Path) -> Iterator[Path]:
    yield from sorted(directory.glob(f"{_PREFIX}*"))
    journal = directory / "searches.jsonl"
    if _has_content(journal):
        yield journal.rename(directory / f"{_PREFIX}{uuid.uuid4().hex}.jsonl")


def _note(text: str, outcome: dict[str, int | str]) -> None:
    if not (expression := journal_text(text)):
        return
    line = {"day": timezone.localdate().isoformat(), "text": expression, **outcome}
    try:
        _append(_directory() / "searches.jsonl", f"{json.dumps(line, ensure_ascii=False)}\n".encode())
    except OSError:
        logger.exception("a search could not be noted")


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(_TRIES):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if not _is_still_there(descriptor, path):
                continue
            if os.fstat(descriptor).st_size < MAX_BYTES:
                os.write(descriptor, line)
            return
        finally:
            os.close(descriptor)


def _is_still_there(descriptor: int, path: Path) -> bool:
    """Whether `path` is still the open file: it may have been renamed between opening and locking."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _parse_line(raw: bytes) -> JournalLine | None:
    try:
        fields = json.loads(raw)
        results = None if "opened" in fields else min(max(0, int(fields["results"])), MAX_RESULTS)
        before = journal_text(fields.get("before", ""))
        return JournalLine(date.fromisoformat(fields["day"]), journal_text(fields["text"]), results, before)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
