"""How the seats of a télécentre served in a month, for its team: half-days booked, presences, absences, freed seats."""

import datetime
from collections import Counter
from dataclasses import dataclass

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Telecentre


@dataclass(frozen=True, slots=True)
class SeatMonth:
    """Half-days of a month. `booked`: those that kept their seat to the end, told present or not."""

    booked: int
    came: int
    absent: int
    freed: int


def month_use(telecentre: Telecentre, day: datetime.date) -> SeatMonth:
    """Count the half-days of the month of `day`. One query."""
    rows = SeatBooking.objects.filter(seat__telecentre=telecentre, date__year=day.year, date__month=day.month)
    states = Counter(rows.order_by().values_list("state", flat=True))
    came, absent = states[SeatBookingState.CAME], states[SeatBookingState.ABSENT]
    return SeatMonth(
        booked=states[SeatBookingState.BOOKED] + came + absent,
        came=came,
        absent=absent,
        freed=states[SeatBookingState.FREED],
    )
