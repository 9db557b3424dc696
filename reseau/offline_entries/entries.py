"""What a page did without network, written once, entry by entry (`static/js/offline-queue.js`).

Each entry bears a UUID made by the page, so that sending it again writes nothing, and its age in seconds, since the
clock of a tablet may be wrong but goes straight. What an entry says besides is for whoever writes it.
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
    """What became of an entry. The page lets go of the first two, and keeps a refused one until somebody decides."""

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
    """When it was done, by the clock of the site. Raises `ValidationError`."""
    age = sent.get("age", 0)
    if not isinstance(age, int | float):
        raise ValidationError(NOT_UNDERSTOOD)
    return now - min(datetime.timedelta(seconds=max(0, min(age, OLDEST.total_seconds()))), OLDEST)


def answer_each(
    sent: list, *, write: Callable[[dict], EntryOutcome], is_last_told: Callable[[dict], bool] = lambda item: True
) -> list[dict]:
    """What became of each, in the same order, with the reason of a refusal.

    Of several entries about the same thing, where `is_last_told`, the last one tells, so that a queue that is sent
    twice ends as it began.
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
