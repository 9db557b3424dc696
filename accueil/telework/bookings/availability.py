"""What is free at a télécentre: seats in a half-day, and how many in each half-day of the weeks to come."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.seats.models import Seat, Telecentre
from accueil.telework.seats.openness import closed_reason
from formation.working_halves import WorkingHalf, halves_of
from reseau.texts.wording import counted

SHOWN_DAYS = 21


@dataclass(frozen=True, slots=True)
class FreeHalf:
    """A half-day as the public reads it: how many seats are free, or why none is."""

    half: WorkingHalf
    free: int
    closed: str

    @property
    def words(self) -> str:
        if self.closed:
            return "fermé"
        if self.half.is_past:
            return "passé"
        return f"{counted(self.free, 'poste')} libre{'s' if self.free > 1 else ''}" if self.free else "complet"

    @property
    def is_bookable(self) -> bool:
        return bool(self.free) and not self.closed and not self.half.is_past


def free_seats(telecentre: Telecentre, half: WorkingHalf) -> Sequence[Seat]:
    """Return the seats that nobody has in this half-day, openness aside. One query."""
    taken = SeatBooking.objects.holding().filter(date=half.date, part=half.part)
    return list(Seat.objects.in_use().filter(telecentre=telecentre).exclude(pk__in=taken.values("seat")))


def free_days(telecentre: Telecentre, *, seats: int) -> list[tuple[datetime.date, list[FreeHalf]]]:
    """Return the days of the next three weeks that are open, with what is free of `seats`. One query."""
    today = timezone.localdate()
    last = today + datetime.timedelta(days=SHOWN_DAYS - 1)
    rows = SeatBooking.objects.holding().filter(
        seat__telecentre=telecentre, seat__is_in_use=True, date__range=(today, last)
    )
    taken = Counter(rows.values_list("date", "part"))
    days = []
    for number in range(SHOWN_DAYS):
        day = today + datetime.timedelta(days=number)
        halves = [
            FreeHalf(half, max(0, seats - taken[half.key]), closed_reason(telecentre, half)) for half in halves_of(day)
        ]
        if not all(half.closed for half in halves):
            days.append((day, halves))
    return days
