"""Positions of the committee, and who holds them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.steering.committee.models import CommitteePosition, Mandate
from projets.steering.enums import PositionKind
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

CLOSED = "Cette fonction ne siège plus au comité."


@transaction.atomic
def save_position(*, name: str, kind: PositionKind, position: CommitteePosition | None = None) -> CommitteePosition:
    """Add a position to the committee, or change one. Raises ValidationError for a name that is empty or taken."""
    row = lock_row(CommitteePosition.objects.all(), position.pk) if position else CommitteePosition()
    row.name, row.kind = name.strip(), kind
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def appoint(
    *,
    position: CommitteePosition,
    since: datetime.date,
    by: Member,
    member: Member | None = None,
    outsider: str = "",
) -> Mandate:
    """Note who holds a position from `since` on: a member, or somebody without account.

    Raises ValidationError for nobody or both, a position that is closed, a day on which another mandate begins.
    """
    outsider = outsider.strip()
    if not member and not outsider:
        raise ValidationError({"outsider": "Écrivez le nom de la personne."})
    return _add(Mandate(position=position, since=since, member=member, outsider=outsider, noted_by=by))


@transaction.atomic
def leave_vacant(*, position: CommitteePosition, since: datetime.date, by: Member) -> Mandate:
    """Note that nobody holds a position from `since` on. Raises ValidationError as `appoint` does."""
    return _add(Mandate(position=position, since=since, is_vacant=True, noted_by=by))


@transaction.atomic
def remove_mandate(*, mandate: Mandate) -> None:
    """Remove a mandate noted by mistake: the one before it goes on. Raises ValidationError if they attended."""
    lock_row(CommitteePosition.objects.all(), mandate.position_id)
    if mandate.attendances.exists():
        raise ValidationError("Ce mandat a siégé\u00a0: il reste dans l’histoire.")
    mandate.delete()


@transaction.atomic
def close_position(*, position: CommitteePosition, by: Member) -> CommitteePosition:
    """Take a position off the committee from today on; its history stays. Closing it again changes nothing."""
    position = lock_row(CommitteePosition.objects.all(), position.pk)
    if position.closed_on is None:
        today = timezone.localdate()
        position.mandates.filter(since__gte=today, attendances=None).delete()
        if position.mandates.filter(since__lt=today).exists():
            Mandate.objects.get_or_create(position=position, since=today, defaults={"is_vacant": True, "noted_by": by})
        position.closed_on = today
        position.save(update_fields=["closed_on"])
    return position


@transaction.atomic
def reopen_position(*, position: CommitteePosition) -> CommitteePosition:
    """Let a position sit again; it is vacant until somebody is appointed."""
    position = lock_row(CommitteePosition.objects.all(), position.pk)
    position.closed_on = None
    position.save(update_fields=["closed_on"])
    return position


def _add(mandate: Mandate) -> Mandate:
    mandate.position = lock_row(CommitteePosition.objects.all(), mandate.position_id)
    if mandate.position.closed_on:
        raise ValidationError(CLOSED)
    mandate.full_clean(exclude=["member", "noted_by"])
    mandate.save()
    return mandate
