"""Note a visit to an EPM, correct the note, take it back."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.directory.place_visits.models import PlaceVisit
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

TO_COME = "Une visite se note une fois faite\u00a0: choisissez un jour passé, ou aujourd’hui."


@transaction.atomic
def note_visit(*, epm: EPM, by: Member, date: datetime.date, note: str, is_shared: bool = False) -> PlaceVisit:
    """Keep the note of a visit. Raises `ValidationError` for a day to come or an empty note."""
    visit = PlaceVisit(epm=epm, visitor=by)
    return _write(visit, date=date, note=note, is_shared=is_shared)


@transaction.atomic
def correct_visit(*, visit: PlaceVisit, date: datetime.date, note: str, is_shared: bool) -> PlaceVisit:
    """Write the note again. Raises `ValidationError` as `note_visit` does."""
    return _write(visit, date=date, note=note, is_shared=is_shared)


@transaction.atomic
def take_back_visit(*, visit: PlaceVisit) -> None:
    """Delete the note."""
    visit.delete()


def _write(visit: PlaceVisit, *, date: datetime.date, note: str, is_shared: bool) -> PlaceVisit:
    if date > timezone.localdate():
        raise ValidationError({"date": TO_COME})
    visit.date, visit.note, visit.is_shared = date, note.replace("\r\n", "\n").strip(), is_shared
    visit.full_clean()
    visit.save()
    return visit
