"""Rooms and desks of a place, kept by its team."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accueil.visio.rooms.models import VisioDesk, VisioRoom
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

STILL_OPEN = "Des plages de rendez-vous y sont ouvertes\u00a0: terminez-les d’abord, ou changez de pièce."


@transaction.atomic
def save_room(*, epm: EPM, room: VisioRoom | None = None, **values) -> VisioRoom:
    """Add a room to a place, or change it; `values`: its fields.

    Raises ValidationError for a name already there, and for a room that stops being confidential or open while slots
    are open in it.
    """
    row = lock_row(epm.visio_rooms.all(), room.pk) if room else VisioRoom(epm=epm)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    if room and not row.takes_slots and row.slots.unfinished().exists():
        raise ValidationError({"is_open" if row.is_confidential else "is_confidential": STILL_OPEN})
    row.save()
    return row


@transaction.atomic
def save_desk(*, epm: EPM, desk: VisioDesk | None = None, **values) -> VisioDesk:
    """Add a desk to a place, or change it. Raises ValidationError for a name already there."""
    row = lock_row(epm.visio_desks.all(), desk.pk) if desk else VisioDesk(epm=epm)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row
