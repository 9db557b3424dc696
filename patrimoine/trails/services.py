"""Write a trail, put places on it in order, publish and withdraw it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.services import PATIENCE
from patrimoine.trails.models import FEWEST_STOPS, MOST_STOPS, HeritageTrail, TrailStop
from patrimoine.trails.notices import (
    notify_trail_answered,
    notify_trail_late,
    notify_trail_submitted,
    withdraw_trail_awaited,
)
from reseau.people.members.models.member import Member
from reseau.texts.slugs import first_free, slug_of
from reseau.web.queries.row_locks import lock_row

CHANGED = "Ce circuit vient de changer d’état\u00a0: relisez-le avant de continuer."
TOO_FEW = "Un circuit a deux lieux publiés au moins."
FULL = f"{MOST_STOPS}\u00a0étapes au plus."


@transaction.atomic
def save_trail(*, by: Member, trail: HeritageTrail | None = None, **values) -> HeritageTrail:
    """Create a trail in the name of the place where `by` works, or change it; `values`: its fields.

    The address of its page never changes. Raises ValidationError for a value that the model refuses.
    """
    row = lock_row(HeritageTrail.objects.all(), trail.pk) if trail else HeritageTrail(author=by)
    if trail is None and by.main_position:
        row.epm = by.main_position.epm
    for name, value in values.items():
        setattr(row, name, value)
    row.slug = row.slug or _free_slug(row.name)
    row.changed = timezone.now()
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def add_stop(*, trail: HeritageTrail, place: HeritagePlace, way: str = "") -> TrailStop:
    """Put a published place at the end of a trail. Raises ValidationError for one that is there, or one too many."""
    lock_row(HeritageTrail.objects.all(), trail.pk)
    stops = list(trail.stops.all())
    if len(stops) >= MOST_STOPS:
        raise ValidationError(FULL)
    stop = TrailStop(trail=trail, place=place, way=way, rank=max((each.rank for each in stops), default=0) + 1)
    stop.full_clean()
    stop.save()
    return stop


@transaction.atomic
def advance_stop(*, stop: TrailStop) -> None:
    """Let a stop come before the one that precedes it; the first one stays."""
    lock_row(HeritageTrail.objects.all(), stop.trail_id)
    stops = list(TrailStop.objects.filter(trail=stop.trail_id))
    place = [each.pk for each in stops].index(stop.pk)
    if place:
        stops[place - 1], stops[place] = stops[place], stops[place - 1]
    for rank, each in enumerate(stops, start=1):
        each.rank = rank
    TrailStop.objects.bulk_update(stops, ["rank"])


@transaction.atomic
def remove_stop(*, stop: TrailStop) -> None:
    """Take a place off a trail. Raises ValidationError if a published trail would have too few."""
    trail = lock_row(HeritageTrail.objects.all(), stop.trail_id)
    TrailStop.objects.filter(pk=stop.pk).delete()
    if trail.is_published and _open_count(trail) < FEWEST_STOPS:
        raise ValidationError(TOO_FEW)


@transaction.atomic
def submit_trail(*, trail: HeritageTrail, by: Member) -> HeritageTrail:
    """Send a trail to those who publish it. Raises ValidationError with too few published places."""
    row = _move(trail, (HeritageState.DRAFT, HeritageState.WITHDRAWN), HeritageState.SUBMITTED)
    notify_trail_submitted(row, by=by)
    return row


@transaction.atomic
def publish_trail(*, trail: HeritageTrail, by: Member) -> HeritageTrail:
    """Publish a trail that was sent. Raises ValidationError with too few published places."""
    row = _move(trail, (HeritageState.SUBMITTED,), HeritageState.PUBLISHED)
    notify_trail_answered(row, by=by)
    return row


@transaction.atomic
def return_trail(*, trail: HeritageTrail, by: Member, remark: str) -> HeritageTrail:
    """Send a trail back to its author, with what is to be changed. Raises ValidationError for another state."""
    row = _move(trail, (HeritageState.SUBMITTED,), HeritageState.DRAFT, remark=remark, is_complete=False)
    notify_trail_answered(row, by=by)
    return row


@transaction.atomic
def withdraw_trail(*, trail: HeritageTrail, by: Member) -> HeritageTrail:
    """Withdraw a trail at once: nobody outside reads it any more."""
    states = (HeritageState.SUBMITTED, HeritageState.PUBLISHED)
    row = _move(trail, states, HeritageState.WITHDRAWN, is_complete=False)
    notify_trail_answered(row, by=by)
    return row


def _move(
    trail: HeritageTrail,
    origins: Iterable[HeritageState],
    state: HeritageState,
    *,
    remark: str = "",
    is_complete: bool = True,
) -> HeritageTrail:
    row = lock_row(HeritageTrail.objects.select_related("author"), trail.pk)
    if row.state not in origins:
        raise ValidationError(CHANGED)
    if is_complete and _open_count(row) < FEWEST_STOPS:
        raise ValidationError(TOO_FEW)
    if row.is_submitted:
        withdraw_trail_awaited(row, sent=row.changed)
    row.state, row.remark, row.changed = state, remark, timezone.now()
    row.save(update_fields=["state", "remark", "changed"])
    return row


def _open_count(trail: HeritageTrail) -> int:
    return trail.stops.filter(place__state=HeritageState.PUBLISHED).count()


def _free_slug(words: str) -> str:
    slug = slug_of(words, length=80, default="circuit")
    taken = set(HeritageTrail.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return first_free(slug, taken=taken)


# Trails that have waited for a reading for a week: those who publish them are reminded, once.
def remind_of_trails() -> int:
    """Remind of each trail sent more than a week ago. Return how many there are."""
    sent = HeritageTrail.objects.filter(state=HeritageState.SUBMITTED, changed__lt=timezone.now() - PATIENCE)
    trails = list(sent.select_related("territory").order_by("pk"))
    for trail in trails:
        notify_trail_late(trail)
    return len(trails)
