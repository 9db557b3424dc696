"""Take a heritage record to its readers: sent, published, sent back, withdrawn."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.notices import (
    notify_published,
    notify_returned,
    notify_submitted,
    notify_withdrawn,
    withdraw_awaited,
)
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

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
