"""Count the wrong codes of a card, forget them after a right one, open a card again.

All of it is in the database: what is closed stays closed over processes and restarts.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from b2i.people.card_locks.limits import KEPT_FOR, WRONG_BEFORE_CLOSING, WRONG_FROM_ELSEWHERE, pause_after
from b2i.people.card_locks.models import CardLock, CardTries
from b2i.people.card_locks.origin import REGISTERED
from b2i.people.card_locks.state import CardState, LockSummary, card_state, lock_summary


class SpentTry(NamedTuple):
    """Whether the secret may be checked at all, and the state of the card if it is wrong."""

    is_allowed: bool
    state: CardState

    @property
    def closes(self) -> bool:
        """Whether this try, if it is wrong, is the one that closes the card."""
        return self.is_allowed and self.state.is_closed


@transaction.atomic
def spend_try(*, number: str, origin: str) -> SpentTry:
    """Count a try as wrong before its secret is checked, so that parallel tries never exceed the limits.

    A try of a card that rests or is closed is not counted. Five queries at most, whether the card exists or not.
    """
    lock, _ = CardLock.objects.select_for_update().get_or_create(card_number=number)
    tries = {each.origin: each for each in lock.tries.all()}
    state = card_state(tries.values(), origin)
    if not state.is_open:
        return SpentTry(is_allowed=False, state=state)
    own = tries.setdefault(origin, CardTries(lock=lock, origin=origin))
    now, own.wrong = timezone.now(), own.wrong + 1
    pause = pause_after(own.wrong)
    own.last_try, own.paused_until = now, now + pause if pause else None
    own.save()
    return SpentTry(is_allowed=True, state=card_state(tries.values(), origin))


def forget_tries(*, number: str, origin: str) -> None:
    """Forget the wrong codes of one place after a right one there. Those of other places still count."""
    CardTries.objects.filter(lock__card_number=number, origin=origin).delete()


def forget_card(*, number: str) -> None:
    """Forget every wrong code of a card: it is open everywhere, or it exists no more."""
    CardLock.objects.filter(card_number=number).delete()


def lock_summaries(*, numbers: Iterable[str]) -> dict[str, LockSummary]:
    """Return what is closed for each card. One query."""
    tries_by_number = defaultdict(list)
    for each in CardTries.objects.filter(lock__card_number__in=numbers).select_related("lock"):
        tries_by_number[each.lock.card_number].append(each)
    return {number: lock_summary(tries) for number, tries in tries_by_number.items()}


def lock_of(*, number: str) -> LockSummary:
    """Return what is closed for one card. One query."""
    return lock_summaries(numbers=[number]).get(number, LockSummary())


@transaction.atomic
def forget_old_tries() -> int:
    """Forget tries of a year ago, except what keeps a card closed; return how many. Safe to repeat."""
    wrong_elsewhere = Sum("tries__wrong", filter=~Q(tries__origin=REGISTERED))
    closed = CardLock.objects.annotate(elsewhere=wrong_elsewhere).filter(elsewhere__gte=WRONG_FROM_ELSEWHERE)
    old = CardTries.objects.filter(last_try__lt=timezone.now() - KEPT_FOR, wrong__lt=WRONG_BEFORE_CLOSING)
    count = old.exclude(lock__in=closed.values("pk")).delete()[0]
    CardLock.objects.filter(tries__isnull=True).delete()
    return count
