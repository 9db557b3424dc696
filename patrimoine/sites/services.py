"""Heritage records: written, taken to their readers; those who must read them are reminded."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.notices import (
    notify_late,
    notify_published,
    notify_returned,
    notify_submitted,
    notify_withdrawn,
    withdraw_awaited,
)
from reseau.people.members.models.member import Member
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Commune
from reseau.texts.elision import of_place
from reseau.texts.slugs import first_free, slug_of
from reseau.web.queries.row_locks import lock_row

# Write a heritage record.
# The largest communes of the département are some 20 km long.
FARTHEST_KILOMETRES = 15


@transaction.atomic
def save_heritage(
    *, by: Member, commune: Commune, place: HeritagePlace | None = None, position: tuple[float, float] | None, **values
) -> HeritagePlace:
    """Create a draft in the name of the place where `by` works, or change a record; `values`: its other fields.

    `position`: latitude and longitude, in degrees; without one, that of the town hall. The address of the page never
    changes. Raises ValidationError for a position far from the commune, and for what a state does not allow: what is
    published or waits for a reading keeps its licence, its sources and its word on people.
    """
    row = lock_row(HeritagePlace.objects.all(), place.pk) if place else HeritagePlace(author=by, epm=_place_of(by))
    row.commune = commune
    row.latitude, row.longitude = position or (commune.town_hall_latitude, commune.town_hall_longitude)
    _refuse_far(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.slug = row.slug or _free_slug(f"{row.name} {commune}")
    row.changed = timezone.now()
    row.full_clean()
    row.save()
    return row


def _place_of(member: Member):
    position = member.main_position
    return position.epm if position else None


def _refuse_far(row: HeritagePlace) -> None:
    middle = row.commune.latitude, row.commune.longitude
    if kilometres_between(middle, row.point) > FARTHEST_KILOMETRES:
        text = f"Cette position est à plus de {FARTHEST_KILOMETRES}\u00a0km {of_place(row.commune)}\u00a0: vérifiez-la."
        raise ValidationError({"position": text})


def _free_slug(words: str) -> str:
    slug = slug_of(words, length=80, default="lieu")
    taken = set(HeritagePlace.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return first_free(slug, taken=taken)


# Take a heritage record to its readers: sent, published, sent back, withdrawn.
CHANGED = "Cette fiche vient de changer d’état\u00a0: relisez-la avant de continuer."
BEGUN = (HeritageState.DRAFT, HeritageState.WITHDRAWN)


@transaction.atomic
def submit_heritage(*, place: HeritagePlace, by: Member) -> HeritagePlace:
    """Send a draft, or a withdrawn record, to those who read it again.

    Raises ValidationError without a summary, a source, an open licence and a word on the people who are named.
    """
    row = _in_state(place, BEGUN)
    row.state, row.remark = HeritageState.SUBMITTED, ""
    _save(row)
    notify_submitted(row, by=by)
    return row


@transaction.atomic
def publish_heritage(*, place: HeritagePlace, by: Member) -> HeritagePlace:
    """Publish a record that was sent: its page is public from now on. Raises ValidationError for another state."""
    row = _in_state(place, (HeritageState.SUBMITTED,))
    withdraw_awaited(row, sent=row.changed)
    row.state, row.remark, row.reviewed_by = HeritageState.PUBLISHED, "", by
    row.published = row.published or timezone.now()
    _save(row)
    notify_published(row, by=by)
    return row


@transaction.atomic
def return_heritage(*, place: HeritagePlace, by: Member, remark: str) -> HeritagePlace:
    """Send a record back to its author, with what is to be changed. Raises ValidationError for another state."""
    row = _in_state(place, (HeritageState.SUBMITTED,))
    withdraw_awaited(row, sent=row.changed)
    row.state, row.remark, row.reviewed_by = HeritageState.DRAFT, remark, by
    _save(row)
    notify_returned(row, by=by)
    return row


@transaction.atomic
def withdraw_heritage(*, place: HeritagePlace, by: Member, remark: str) -> HeritagePlace:
    """Withdraw a record at once, with its photos and sounds: nobody outside reads them any more.

    Raises ValidationError for a record that nobody outside reads.
    """
    row = _in_state(place, (HeritageState.SUBMITTED, HeritageState.PUBLISHED))
    withdraw_awaited(row, sent=row.changed)
    row.state, row.remark = HeritageState.WITHDRAWN, remark
    _save(row)
    notify_withdrawn(row, by=by)
    return row


def _in_state(place: HeritagePlace, states: Iterable[HeritageState]) -> HeritagePlace:
    row = lock_row(HeritagePlace.objects.with_commune().select_related("author"), place.pk)
    if row.state not in states:
        raise ValidationError(CHANGED)
    return row


def _save(row: HeritagePlace) -> None:
    row.changed = timezone.now()
    row.full_clean()
    row.save()


# Records that have waited for a reading for a week: those who read them are reminded, once.
PATIENCE = timedelta(days=7)


def remind_of_heritage() -> int:
    """Remind of each record sent more than a week ago. Return how many there are."""
    sent = HeritagePlace.objects.filter(state=HeritageState.SUBMITTED, changed__lt=timezone.now() - PATIENCE)
    places = list(sent.with_commune().order_by("pk"))
    for place in places:
        notify_late(place)
    return len(places)
