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


def read_key(sent: dict) -> uuid.UUID:
    """Raises `ValidationError`."""
    try:
        return uuid.UUID(str(sent.get("key")))
    except ValueError as error:
        raise ValidationError(NOT_UNDERSTOOD) from error


def read_moment(sent: dict, *, now: datetime.datetime) -> datetime.datetime:
    """Return when the entry was made, by the clock of the site. Raises `ValidationError`."""
    age = sent.get("age", 0)
    if not isinstance(age, int | float):
        raise ValidationError(NOT_UNDERSTOOD)
    return now - min(datetime.timedelta(seconds=max(0, min(age, OLDEST.total_seconds()))), OLDEST)


def answer_each(
    sent: list, *, write: Callable[[dict], EntryOutcome], is_last_told: Callable[[dict], bool] = lambda item: True
) -> list[dict]:
    """Return the outcome of each entry, in the same order, with the reason of a refusal.

    Among entries about the same thing for which `is_last_told` holds, only the last one counts, so that sending a
    queue twice gives the same result.
    """
    last = {item.get("about"): rank for rank, item in enumerate(sent) if isinstance(item, dict) and is_last_told(item)}
    return [_answer(item, rank, last, write) for rank, item in enumerate(sent)]


def _answer(item: object, rank: int, last: dict, write: Callable[[dict], EntryOutcome]) -> dict:
    key = str(item.get("key", "")) if isinstance(item, dict) else ""
    try:
        if not isinstance(item, dict) or not isinstance(item.get("about"), str):
            raise ValidationError(NOT_UNDERSTOOD)
        if last.get(item["about"], rank) != rank:
            return {"key": key, "state": EntryOutcome.ALREADY}
        return {"key": key, "state": write(item)}
    except ValidationError as refusal:
        return {"key": key, "state": EntryOutcome.REFUSED, "why": " ".join(refusal.messages)}
