"""Seats booked for teleworkers, and freed at once when they cancel. Names are erased in time."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.telework.bookings.availability import free_seats
from accueil.telework.bookings.models.agreement import TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.notices import lessen_to_confirm
from accueil.telework.bookings.people import KEPT, short_name
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Seat
from accueil.telework.seats.openness import closed_reason
from formation.working_halves import WorkingHalf
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, join_words
from reseau.web.queries.row_locks import lock_row

FARTHEST = datetime.timedelta(days=184)
TAKEN = "Ce poste vient d’être réservé à ce moment-là."


@transaction.atomic
def book_seat(
    *, seat: Seat, halves: Collection[WorkingHalf], name: str, employer: str, by: Member
) -> list[SeatBooking]:
    """Book a seat in each of `halves`, all of them or none. Returns the bookings.

    Raises ValidationError for a seat out of use, a half-day that is past, too far or closed, without a name, and, with
    the seats that are free then, if somebody has it.
    """
    seat = lock_seat(seat=seat)
    if not (name := short_name(name)):
        raise ValidationError({"name": "Écrivez un prénom et une initiale\u00a0: Camille B."})
    booked = []
    for half in sorted(halves, key=lambda half: half.rank):
        if refusal := refusal_of(seat=seat, half=half):
            raise ValidationError(refusal)
        booking = SeatBooking(
            seat=seat, date=half.date, part=half.part, name=name, employer=employer.strip(), booked_by=by
        )
        booked.append(save_booking(booking=booking))
    return booked


@transaction.atomic
def cancel_booking(*, booking: SeatBooking) -> SeatBooking:
    """Cancel a booking: its seat is free at once. Cancelling again changes nothing.

    Raises ValidationError once the half-day is over, or the presence noted.
    """
    booking = lock_booking(booking=booking)
    if booking.state == SeatBookingState.CANCELLED:
        return booking
    if not booking.may_be_cancelled:
        raise ValidationError("Cette demi-journée est passée ou déjà libérée\u00a0: elle ne s’annule plus.")
    booking = change_state(booking=booking, state=SeatBookingState.CANCELLED)
    lessen_to_confirm([booking])
    return booking


def erase_worker_names() -> int:
    """Erase names, employers and telephones a month after the half-day or the agreement. Return how many rows.

    That the seat was used stays known.
    """
    day = timezone.localdate() - KEPT
    agreements = TeleworkAgreement.objects.named().filter(ends_on__lt=day)
    erased = agreements.update(name="", employer="", phone="", recorded_by=None)
    return erased + SeatBooking.objects.named().filter(date__lt=day).update(name="", employer="", booked_by=None)


def lock_seat(*, seat: Seat) -> Seat:
    """Lock the seat, under which all its bookings queue, and free what nobody confirmed. In a transaction.

    Raises ValidationError for a seat out of use.
    """
    seat = lock_row(Seat.objects.select_related("telecentre__epm"), seat.pk)
    if not seat.is_in_use:
        raise ValidationError({"seat": "Ce poste n’est plus en service."})
    seat.bookings.lapsed().update(state=SeatBookingState.FREED, changed=timezone.now())
    return seat


def lock_booking(*, booking: SeatBooking) -> SeatBooking:
    """Lock the seat, then return the booking as it stands. In a transaction."""
    lock_row(Seat.objects.all(), booking.seat_id)
    return lock_row(SeatBooking.objects.with_place(), booking.pk)


def save_booking(*, booking: SeatBooking) -> SeatBooking:
    """Save a new booking. Raises ValidationError if the database refuses it."""
    booking.full_clean(exclude=["seat", "series", "booked_by"], validate_constraints=False)
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError({"seat": TAKEN}) from error
    return booking


def change_state(*, booking: SeatBooking, state: SeatBookingState) -> SeatBooking:
    """Move a locked booking to a state. Raises ValidationError if somebody else has the seat."""
    booking.state, booking.changed = state, timezone.now()
    try:
        with transaction.atomic():
            booking.save(update_fields=["state", "changed"])
    except IntegrityError as error:
        raise ValidationError("Quelqu’un d’autre a pris ce poste depuis.") from error
    return booking


def refusal_of(*, seat: Seat, half: WorkingHalf) -> dict[str, list[str]]:
    """Return why a locked seat cannot be booked in a half-day, beside the fields of the form; empty if it can."""
    last = timezone.localdate() + FARTHEST
    if half.is_past:
        return {"day": ["Cette demi-journée est passée."]}
    if half.date > last:
        return {"day": [f"On réserve six mois à l’avance, jusqu’au {day_in_full(last)}."]}
    if reason := closed_reason(seat.telecentre, half):
        return {"day": [f"{half.words.capitalize()}\u00a0: {reason}."]}
    if not seat.bookings.holding().filter(date=half.date, part=half.part).exists():
        return {}
    free = free_seats(seat.telecentre, half)
    others = f"Libre à ce moment-là\u00a0: {join_words([str(each) for each in free])}." if free else "Tout est pris."
    return {"seat": [f"Il est pris, {half.words}.", others]}
