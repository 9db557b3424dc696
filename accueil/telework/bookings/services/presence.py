"""Who came and who did not. An absence frees the seat, and the rest of the day of the same person."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.notices import lessen_to_confirm
from accueil.telework.bookings.services.bookings import change_state, lock_booking
from accueil.telework.enums import SeatBookingState
from reseau.web.queries.row_locks import lock_rows

# How long afterwards the team may still say who came.
TOLD_WITHIN = datetime.timedelta(days=7)


@transaction.atomic
def note_absence(*, booking: SeatBooking) -> list[SeatBooking]:
    """Note that the person did not come: others may take the seat. Return the later bookings of the day that it frees.

    Raises ValidationError before the half-day, a week after it, and for a booking that is off.
    """
    booking = lock_booking(booking=booking)
    _refuse_telling(booking)
    change_state(booking=booking, state=SeatBookingState.ABSENT)
    later = (
        SeatBooking.objects.of_same_person(booking)
        .to_come()
        .filter(date=booking.date, state__in=(SeatBookingState.BOOKED, SeatBookingState.TO_CONFIRM))
        .exclude(pk=booking.pk)
        .order_by("pk")
    )
    # Freeing takes nothing from anybody: the rows are enough, and locking a second seat could wait for this one.
    rest = [each for each in lock_rows(later) if each.half.rank > booking.half.rank]
    freed = [change_state(booking=each, state=SeatBookingState.FREED) for each in rest if each.is_holding]
    lessen_to_confirm(freed)
    return freed


@transaction.atomic
def note_presence(*, booking: SeatBooking) -> SeatBooking:
    """Note that the person came, an absence noted by mistake included.

    Raises ValidationError as `note_absence` does, and if somebody took the seat after the absence.
    """
    booking = lock_booking(booking=booking)
    _refuse_telling(booking)
    return change_state(booking=booking, state=SeatBookingState.CAME)


def _refuse_telling(booking: SeatBooking) -> None:
    if not booking.may_be_told:
        raise ValidationError("On note qui est venu une fois la demi-journée commencée.")
    if booking.date < timezone.localdate() - TOLD_WITHIN:
        raise ValidationError("Cette demi-journée a plus d’une semaine\u00a0: elle ne change plus.")
