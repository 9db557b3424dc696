"""Bookings of the demo: past ones with presences and absences, a seat that comes back, half-days to come."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat
from accueil.telework.bookings.services.series import book_series, confirm_booking, record_agreement
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Seat, Telecentre
from accueil.telework.seats.openness import is_open_in
from extranet.demo.network.meetings import working_day
from formation.working_halves import PARTS, WorkingHalf, halves_of
from reseau.people.members.models.member import Member
from ressources.workshops.enums import Recurrence

PEOPLE = (
    ("Camille B.", "Syndicat d’eau (fictif)"),
    ("Yanis M.", "Assurances du Causse (fictives)"),
    ("Odile R.", "Mairie de démonstration"),
    ("Fatoumata D.", ""),
    ("Gaël L.", "Atelier de graphisme (fictif)"),
)
PAST_DAYS, COMING_DAYS = 20, 12
DAY = datetime.timedelta(days=1)


def build_seat_bookings(telecentres: Sequence[Telecentre]) -> None:
    """Book seats of each télécentre for people of the demo; the first one has two agreements as well."""
    for number, telecentre in enumerate(telecentres):
        if number == 0:
            _agreements(telecentre, by=telecentre.changed_by)
        _past(telecentre, number)
        _coming(telecentre, number, by=telecentre.changed_by)


def _agreements(telecentre: Telecentre, *, by: Member) -> None:
    """Two people who come each week: one confirms the first date that waits, the other has not said a word."""
    seats = list(telecentre.telework_seats.all())
    today = timezone.localdate()
    for rank, (name, employer) in enumerate(PEOPLE[:2]):
        agreement = record_agreement(
            telecentre=telecentre,
            name=name,
            employer=employer,
            phone=f"05 36 49 02 {rank:02d}",
            starts_on=today,
            ends_on=today + datetime.timedelta(days=120),
            by=by,
        )
        booked = book_series(
            agreement=agreement,
            seat=seats[rank],
            rhythm=Recurrence.WEEKLY,
            first=working_day(today + datetime.timedelta(days=4 + rank)),
            until=today + datetime.timedelta(days=80),
            parts=PARTS if rank == 0 else PARTS[:1],
            by=by,
        )
        if rank == 0:
            confirm_booking(booking=booked.bookings[0])


def _past(telecentre: Telecentre, number: int) -> None:
    """Half-days of the last weeks: present as a rule, one absence in nine."""
    for rank, (seat, half) in enumerate(_open_halves(telecentre, -PAST_DAYS, -1)):
        if (rank * 7 + number) % 3 == 0:
            continue
        name, employer = PEOPLE[(rank + number) % len(PEOPLE)]
        state = SeatBookingState.ABSENT if rank % 9 == 4 else SeatBookingState.CAME
        SeatBooking.objects.create(
            seat=seat,
            date=half.date,
            part=half.part,
            name=name,
            employer=employer,
            state=state,
            booked_by=telecentre.changed_by,
            booked=timezone.now() - datetime.timedelta(days=30),
        )


def _coming(telecentre: Telecentre, number: int, *, by: Member) -> None:
    for rank, (seat, half) in enumerate(_open_halves(telecentre, 0, COMING_DAYS)):
        is_taken = SeatBooking.objects.holding().filter(seat=seat, date=half.date, part=half.part).exists()
        if (rank * 5 + rank // 8 + number) % 4 or half.is_past or is_taken:
            continue
        name, employer = PEOPLE[(rank + number + 2) % len(PEOPLE)]
        book_seat(seat=seat, halves=[half], name=name, employer=employer, by=by)


def _open_halves(telecentre: Telecentre, first: int, last: int) -> Iterator[tuple[Seat, WorkingHalf]]:
    """Yield each seat with each open half-day, from `first` to `last` days from today."""
    seats = list(telecentre.telework_seats.all())
    for number in range(first, last + 1):
        for half in halves_of(timezone.localdate() + number * DAY):
            if is_open_in(telecentre, half):
                yield from ((seat, half) for seat in seats)
