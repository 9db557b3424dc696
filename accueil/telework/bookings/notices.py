"""Notices of seats, for the team of the place: dates to confirm, seats freed. No name: mails are kept longer."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.urls import reverse

from accueil.declarations.events import SEAT_NEWS
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.seats.models import Telecentre
from alertes.channels.notices.services import notify
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.elision import to_place
from reseau.texts.wording import counted, day_in_full


def notify_to_confirm(bookings: Iterable[SeatBooking]) -> None:
    """Ask each team, once for each day of work and last day to confirm."""
    for telecentre, day, rows in _by_day(bookings):
        last = rows[0].confirm_by
        _tell(
            telecentre,
            event=f"confirm:{day.isoformat()}:{last.isoformat()}",
            text=(
                f"{counted(len(rows), 'demi-journée')} de télétravail à confirmer pour le {day_in_full(day, 'l j F')}, "
                f"{to_place(telecentre.epm)}, au plus tard le {day_in_full(last, 'l j F')}. Sinon le poste se libère."
            ),
        )


def notify_freed(bookings: Iterable[SeatBooking]) -> None:
    """Tell each team what nobody confirmed, once for each day of work."""
    for telecentre, day, rows in _by_day(bookings):
        keys = "-".join(str(row.pk) for row in rows)
        _tell(
            telecentre,
            event=f"freed:{keys}",
            text=(
                f"{counted(len(rows), 'demi-journée')} de télétravail sans confirmation, {day_in_full(day, 'l j F')}, "
                f"{to_place(telecentre.epm)}\u00a0: le poste est de nouveau libre."
            ),
        )


def _by_day(bookings: Iterable[SeatBooking]) -> Iterable[tuple[Telecentre, datetime.date, list[SeatBooking]]]:
    def place_and_day(booking: SeatBooking) -> tuple[int, datetime.date]:
        return booking.seat.telecentre_id, booking.date

    for (_, day), group in groupby(sorted(bookings, key=place_and_day), key=place_and_day):
        rows = list(group)
        yield rows[0].seat.telecentre, day, rows


def _tell(telecentre: Telecentre, *, event: str, text: str) -> None:
    positions = Position.objects.live().filter(epm=telecentre.epm)
    notify(
        members=Member.objects.filter(is_active=True, pk__in=positions.values("member")),
        key=f"telecentre:{telecentre.pk}:{event}",
        text=text,
        url=reverse("accueil:telework_agreements", args=[telecentre.epm.slug]),
        kind=SEAT_NEWS,
    )
