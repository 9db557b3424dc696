"""What the wrong codes of a card close: for one place that tries, and for the animators who read about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from b2i.people.card_locks.limits import WRONG_BEFORE_CLOSING, WRONG_FROM_ELSEWHERE
from b2i.people.card_locks.models import CardTries
from b2i.people.card_locks.origin import REGISTERED


@dataclass(frozen=True, slots=True)
class CardState:
    """What a card answers to one place: open, at rest until a moment, or closed until its EPM reopens it."""

    paused_until: datetime | None = None
    is_closed: bool = False

    @property
    def is_open(self) -> bool:
        return not self.is_closed and self.paused_until is None


@dataclass(frozen=True, slots=True)
class LockSummary:
    """What is closed for a card: in the EPM, everywhere else, or for some addresses alone; else until when it rests."""

    closed_in_epm: bool = False
    closed_elsewhere: bool = False
    closed_addresses: int = 0
    paused_until: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether an animator has something to reopen."""
        return self.closed_in_epm or self.closed_elsewhere or self.closed_addresses > 0

    @property
    def is_paused(self) -> bool:
        return not self.is_closed and self.paused_until is not None


def card_state(tries: Collection[CardTries], origin: str) -> CardState:
    """Return the state of a card, whose tries are `tries`, for `origin`."""
    own = next((each for each in tries if each.origin == origin), None)
    if own and own.wrong >= WRONG_BEFORE_CLOSING:
        return CardState(is_closed=True)
    if origin != REGISTERED and is_closed_elsewhere(tries):
        return CardState(is_closed=True)
    return CardState(paused_until=_pause(own) if own else None)


def is_closed_elsewhere(tries: Collection[CardTries]) -> bool:
    return sum(each.wrong for each in tries if each.origin != REGISTERED) >= WRONG_FROM_ELSEWHERE


def lock_summary(tries: Collection[CardTries]) -> LockSummary:
    closed = [each for each in tries if each.wrong >= WRONG_BEFORE_CLOSING]
    pauses = [pause for each in tries if each not in closed and (pause := _pause(each))]
    return LockSummary(
        closed_in_epm=any(each.origin == REGISTERED for each in closed),
        closed_elsewhere=is_closed_elsewhere(tries),
        closed_addresses=sum(each.origin != REGISTERED for each in closed),
        paused_until=max(pauses, default=None),
    )


def _pause(tries: CardTries) -> datetime | None:
    """Return the end of a pause that is not over."""
    return tries.paused_until if tries.paused_until and tries.paused_until > timezone.now() else None
