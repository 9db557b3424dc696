"""The day of a télécentre as its team reads it: each seat, morning and afternoon, and who comes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Seat, Telecentre
from accueil.telework.seats.openness import closed_reason
from formation.working_halves import WorkingHalf, halves_of


@dataclass(frozen=True, slots=True)
class SeatCell:
    """A seat in a half-day: the booking that has it, or none; those whose person did not come."""

    half: WorkingHalf
    booking: SeatBooking | None
    absences: Sequence[SeatBooking]
    closed: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    seat: Seat
    cells: Sequence[SeatCell]


def day_board(telecentre: Telecentre, day: datetime.date) -> list[SeatRow]:
    """Return a row for each seat that is in use, or that is booked that day. Two queries."""
    rows = list(SeatBooking.objects.filter(seat__telecentre=telecentre, date=day).select_related("seat"))
    held = {(row.seat_id, row.part): row for row in rows if row.is_holding}
    absences: dict[tuple[int, str], list[SeatBooking]] = {}
    for row in rows:
        if row.state == SeatBookingState.ABSENT:
            absences.setdefault((row.seat_id, row.part), []).append(row)
    halves = [(half, closed_reason(telecentre, half)) for half in halves_of(day)]
    booked = {row.seat_id for row in rows if row.is_holding}

    def cell(seat: Seat, half: WorkingHalf, closed: str) -> SeatCell:
        key = (seat.pk, half.part.value)
        return SeatCell(half, held.get(key), absences.get(key, ()), closed)

    return [
        SeatRow(seat, [cell(seat, half, closed) for half, closed in halves])
        for seat in Seat.objects.filter(telecentre=telecentre)
        if seat.is_in_use or seat.pk in booked
    ]
