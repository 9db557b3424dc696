"""Entries that a page queued without network, each written once (`static/js/offline-queue.js`).

Each entry carries a UUID made by the page, so that sending it again writes nothing, and its age in seconds, since the
clock of a tablet may be wrong but runs evenly. The rest of an entry belongs to the application that writes it.
"""

import datetime
import uuid
from collections.abc import Callable
from enum import StrEnum

from django.core.exceptions import ValidationError

MOST_ENTRIES = 200
OLDEST = datetime.timedelta(days=60)
NOT_UNDERSTOOD = "Demande incomprise."


class EntryOutcome(StrEnum):
    """Outcome of an entry. The page drops the first two, and keeps a refused one until somebody decides."""

    WRITTEN = "written"
    ALREADY = "already"
    REFUSED = "refused"


def read_key(entry: dict) -> uuid.UUID:
    """Return the key of the entry. Raises `ValidationError` if it is malformed."""
    try:
        return uuid.UUID(str(entry.get("key")))
    except ValueError as error:
        raise ValidationError(NOT_UNDERSTOOD) from error


def read_moment(entry: dict, *, now: datetime.datetime) -> datetime.datetime:
    """Return when the entry was made, by the clock of the site. Raises `ValidationError`."""
    age = entry.get("age", 0)
    if not isinstance(age, int | float):
        raise ValidationError(NOT_UNDERSTOOD)
    return now - min(datetime.timedelta(seconds=max(0, min(age, OLDEST.total_seconds()))), OLDEST)


def answer_each(
    entries: list, *, write: Callable[[dict], EntryOutcome], is_replaceable: Callable[[dict], bool] = lambda entry: True
) -> list[dict]:
    """Return the outcome of each entry, in the same order, with the reason of a refusal.

    Among entries about the same thing for which `is_replaceable` holds, only the last one counts, so that sending a
    queue twice gives the same result.
    """
    last_ranks = {
        entry.get("about"): rank
        for rank, entry in enumerate(entries)
        if isinstance(entry, dict) and is_replaceable(entry)
    }
    return [_answer(entry, rank, last_ranks, write) for rank, entry in enumerate(entries)]


def _answer(entry: object, rank: int, last_ranks: dict, write: Callable[[dict], EntryOutcome]) -> dict:
    key = str(entry.get("key", "")) if isinstance(entry, dict) else ""
    try:
        if not isinstance(entry, dict) or not isinstance(entry.get("about"), str):
            raise ValidationError(NOT_UNDERSTOOD)
        if last_ranks.get(entry["about"], rank) != rank:
            return {"key": key, "state": EntryOutcome.ALREADY}
        return {"key": key, "state": write(entry)}
    except ValidationError as refusal:
        return {"key": key, "state": EntryOutcome.REFUSED, "why": " ".join(refusal.messages)}
