"""Announce an outing, change it, cancel it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.outings.models import Outing
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

CANCELLED = "Cette sortie est annulée\u00a0: annoncez-en une autre."
UNPUBLISHED = "Une sortie s’annonce pour un lieu ou un circuit publié."


@transaction.atomic
def announce_outing(*, by: Member, subject: HeritagePlace | HeritageTrail, **values) -> Outing:
    """Announce an outing in the name of the place where `by` works; `values`: its other fields.

    Raises ValidationError for a day that is over, hours or days that end before they begin, and for a place or a trail
    that is not published.
    """
    if not subject.is_published:
        raise ValidationError(UNPUBLISHED)
    of = "place" if isinstance(subject, HeritagePlace) else "trail"
    outing = Outing(author=by, epm=by.main_position.epm, **{of: subject}, **values)
    outing.full_clean()
    outing.save()
    return outing


@transaction.atomic
def change_outing(*, outing: Outing, **values) -> Outing:
    """Change the fields of an outing. Raises ValidationError as `announce_outing`, and for one that is cancelled."""
    row = _kept(outing)
    for name, value in values.items():
        setattr(row, name, value)
    row.changed = timezone.now()
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def cancel_outing(*, outing: Outing) -> Outing:
    """Cancel an outing: its page and the files say so. Raises ValidationError for one that is cancelled."""
    row = _kept(outing)
    row.cancelled = row.changed = timezone.now()
    row.save(update_fields=["cancelled", "changed"])
    return row


def _kept(outing: Outing) -> Outing:
    row = lock_row(Outing.objects.all(), outing.pk)
    if row.cancelled:
        raise ValidationError(CANCELLED)
    return row
