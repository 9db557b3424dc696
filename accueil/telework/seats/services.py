"""A télécentre opens, changes its week or closes; its seats are added, changed, taken out of use."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.telework.enums import SeatFeature
from accueil.telework.seats.models import Seat, Telecentre
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def save_telecentre(
    *,
    epm: EPM,
    telecentre: Telecentre | None = None,
    mornings: Collection[int],
    afternoons: Collection[int],
    advice: str,
    notice_days: int,
    is_open: bool,
    by: Member,
) -> Telecentre:
    """Open the télécentre of a place, or change it. What is booked stays: the team reads what falls on a closed day.

    Raises ValidationError if it is open and has no half-day.
    """
    if is_open and not (mornings or afternoons):
        raise ValidationError({"mornings": "Cochez au moins un matin ou un après-midi."})
    telecentre = telecentre or Telecentre(epm=epm)
    telecentre.mornings, telecentre.afternoons = sorted(mornings), sorted(afternoons)
    telecentre.advice, telecentre.notice_days, telecentre.is_open = advice.strip(), notice_days, is_open
    telecentre.changed, telecentre.changed_by = timezone.now(), by
    telecentre.full_clean(exclude=["changed_by"])
    telecentre.save()
    return telecentre


@transaction.atomic
def save_seat(
    *, telecentre: Telecentre, seat: Seat | None = None, name: str, equipment: Collection[str], is_in_use: bool = True
) -> Seat:
    """Add a seat, or change it.

    Raises ValidationError for a name that another seat has, and if it is taken out of use while somebody has it booked.
    """
    seat = lock_row(Seat.objects.all(), seat.pk) if seat else Seat(telecentre=telecentre)
    if seat.pk and not is_in_use and (booking := seat.bookings.holding().to_come().first()):
        raise ValidationError({"is_in_use": f"Il est réservé le {booking.half.words}\u00a0: annulez d’abord."})
    seat.name, seat.is_in_use = " ".join(name.split()), is_in_use
    seat.equipment = [feature.value for feature in SeatFeature if feature.value in equipment]
    seat.full_clean()
    seat.save()
    return seat
