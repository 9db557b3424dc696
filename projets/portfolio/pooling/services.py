"""Poolings: opened, changed, moved; parts that EPM take, change and give back while the call is open."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from projets.portfolio.pooling.enums import PoolingKind, PoolingState
from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.pooling.notices import notify_closes_soon, notify_given_up, notify_joined
from projets.portfolio.pooling.permissions import may_move_pooling
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

OVER = "L’appel est clos\u00a0: plus personne ne rejoint, ne change ni ne quitte."
NEAR = datetime.timedelta(days=7)


@transaction.atomic
def save_pooling(*, by: Member, pooling: Pooling | None = None, **words) -> Pooling:
    """Open a pooling, led by `by`, or change one while its call is open.

    `words`: kind, title, conditions, unit, unit_cents, offered, closes_on, begins_on, ends_on. Raises ValidationError
    by field, for a call that would be over, fewer offered than taken, another price once somebody joined.
    """
    pooling = lock_row(Pooling.objects.all(), pooling.pk) if pooling else Pooling(led_by=by)
    _refuse_words(pooling, **words)
    for name, value in words.items():
        setattr(pooling, name, value.strip() if isinstance(value, str) else value)
    pooling.full_clean(exclude=["led_by"])
    pooling.save()
    return pooling


@transaction.atomic
def move_pooling(*, pooling: Pooling, state: PoolingState, by: Member, reason: str = "") -> Pooling:
    """Move a pooling to its next state; those who joined are told if it is given up.

    Raises ValidationError where the state does not follow, and for one that is given up without a reason.
    """
    pooling = lock_row(Pooling.objects.all(), pooling.pk)
    if not may_move_pooling(by, pooling, state):
        raise ValidationError("Cette mutualisation n’en est plus là\u00a0: relisez sa page.")
    if state == PoolingState.GIVEN_UP and not reason.strip():
        raise ValidationError({"reason": "Dites pourquoi\u00a0: les lieux qui en sont le liront."})
    pooling.state, pooling.reason = state, reason.strip() if state == PoolingState.GIVEN_UP else ""
    pooling.save(update_fields=["state", "reason", "changed"])
    if state == PoolingState.GIVEN_UP:
        notify_given_up(pooling, by=by)
    return pooling


@transaction.atomic
def join_pooling(*, pooling: Pooling, epm: EPM, by: Member, quantity: int = 1) -> PoolingPart:
    """Take a part for an EPM, or change it. Of an agreement, one part each.

    Raises ValidationError once the call is over, and where fewer are left.
    """
    pooling = lock_row(Pooling.objects.all(), pooling.pk)
    if pooling.kind == PoolingKind.AGREEMENT:
        quantity = 1
    part = PoolingPart.objects.filter(pooling=pooling, epm=epm).first()
    before = part.quantity if part else 0
    is_new = part is None
    part = part or PoolingPart(pooling=pooling, epm=epm)
    part.quantity, part.joined_by = quantity, by
    part.full_clean(exclude=["pooling", "epm", "joined_by"], validate_unique=False)
    _take(pooling, quantity - before)
    part.save()
    if is_new:
        notify_joined(part, by=by)
    return part


@transaction.atomic
def leave_pooling(*, part: PoolingPart) -> None:
    """Give back the part of an EPM. Raises ValidationError once the call is over; nothing for one that is gone."""
    pooling = lock_row(Pooling.objects.all(), part.pooling_id)
    if part := PoolingPart.objects.filter(pk=part.pk).first():
        _take(pooling, -part.quantity)
        part.delete()


@transaction.atomic
def recount_taken(*, key: int) -> None:
    """Count the parts of a pooling again, and keep the number."""
    pooling = lock_row(Pooling.objects.all(), key)
    pooling.taken = PoolingPart.objects.filter(pooling=pooling).aggregate(number=Sum("quantity", default=0))["number"]
    pooling.save(update_fields=["taken"])


def remind_of_calls() -> int:
    """Tell the EPM that have not joined of the calls that end within a week, once each. Returns how many calls."""
    today = timezone.localdate()
    calls = list(Pooling.objects.joinable().filter(closes_on__lte=today + NEAR))
    for pooling in calls:
        notify_closes_soon(pooling)
    return len(calls)


def _refuse_words(
    pooling: Pooling, *, kind: str, unit_cents: int, offered: int | None, closes_on: datetime.date, **_
) -> None:
    if pooling.state != PoolingState.OPEN:
        raise ValidationError(OVER)
    if closes_on < timezone.localdate():
        raise ValidationError({"closes_on": "Ce jour est passé\u00a0: choisissez un jour à venir."})
    if offered is not None and offered < pooling.taken:
        raise ValidationError({"offered": f"Il y en a déjà {pooling.taken} de pris."})
    if pooling.taken and kind != pooling.kind:
        raise ValidationError({"kind": "Des lieux ont déjà rejoint\u00a0: la sorte ne change plus."})
    if pooling.taken and unit_cents != pooling.unit_cents:
        raise ValidationError({"unit_cents": "Des lieux ont rejoint à ce prix\u00a0: il ne change plus."})


def _take(pooling: Pooling, number: int) -> None:
    """Add to what is taken, in one statement that the offer and the last day bound."""
    room = Q(offered__isnull=True) | Q(offered__gte=F("taken") + number)
    changed = Pooling.objects.joinable().filter(room, pk=pooling.pk)
    if changed.update(taken=F("taken") + number):
        return
    if not Pooling.objects.joinable().filter(pk=pooling.pk).exists():
        raise ValidationError(OVER)
    raise ValidationError({"quantity": f"Il en reste {pooling.left}\u00a0: prenez-en moins."})
