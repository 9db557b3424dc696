"""Notices of seats, for the team of the place: dates to confirm, seats freed. No name: mails are kept longer."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from accueil.declarations.events import SEAT_NEWS
from accueil.telework.bookings.models.booking import SeatBooking
from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.corrections import correct_unread_notices
from alertes.channels.notices.services import notify, take_back_notice
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.elision import to_place
from reseau.texts.wording import counted, day_in_full


def notify_to_confirm(bookings: Iterable[SeatBooking]) -> None:
    """Ask each team, once for each day of work and last day to confirm."""
    for rows in _by_day(bookings):
        too_late = datetime.datetime.combine(rows[0].confirm_by + datetime.timedelta(days=1), datetime.time.min)
        deadline = timezone.make_aware(too_late)
        _tell(rows, key=_confirm_key(rows[0]), text=_confirm_words(rows), deadline=deadline)


def lessen_to_confirm(bookings: Iterable[SeatBooking]) -> None:
    """Say how many half-days are still to be confirmed, once `bookings` no longer are; nothing where none is left."""
    for row, *_ in _by_day(booking for booking in bookings if booking.confirm_by):
        key, telecentre = _confirm_key(row), row.seat.telecentre
        waiting = SeatBooking.objects.to_confirm().filter(date=row.date, confirm_by=row.confirm_by)
        rows = list(waiting.filter(seat__telecentre=telecentre).with_place().order_by("pk"))
        if rows:
            correct_unread_notices(key=key, text=_confirm_words(rows), fact=_fact(rows))
        else:
            take_back_notice(key=key)


def notify_freed(bookings: Iterable[SeatBooking]) -> None:
    """Tell each team what nobody confirmed, once for each day of work."""
    for rows in _by_day(bookings):
        first = rows[0]
        text = (
            f"{counted(len(rows), 'demi-journée')} de télétravail sans confirmation, "
            f"{day_in_full(first.date, 'l j F')}, {to_place(first.seat.telecentre.epm)}\u00a0: "
            "le poste est de nouveau libre."
        )
        _tell(rows, key=_key(first, f"freed:{first.pk}"), text=text)


def _by_day(bookings: Iterable[SeatBooking]) -> Iterable[list[SeatBooking]]:
    """Yield those of each télécentre, day of work and last day to confirm."""

    def place_and_days(booking: SeatBooking) -> tuple[int, datetime.date, datetime.date]:
        return booking.seat.telecentre_id, booking.date, booking.confirm_by

    for _, rows in groupby(sorted(bookings, key=place_and_days), key=place_and_days):
        yield list(rows)


def _confirm_key(booking: SeatBooking) -> str:
    return _key(booking, f"confirm:{booking.date.isoformat()}:{booking.confirm_by.isoformat()}")


def _confirm_words(rows: Sequence[SeatBooking]) -> str:
    day, last = day_in_full(rows[0].date, "l j F"), day_in_full(rows[0].confirm_by, "l j F")
    return (
        f"{counted(len(rows), 'demi-journée')} de télétravail à confirmer pour le {day}, "
        f"{to_place(rows[0].seat.telecentre.epm)}, au plus tard le {last}. Sinon le poste se libère."
    )


def _key(booking: SeatBooking, event: str) -> str:
    return f"telecentre:{booking.seat.telecentre_id}:{event}"


def _fact(rows: Iterable[SeatBooking]) -> str:
    return fact_about("seat_booking", *(row.pk for row in rows))


def _tell(rows: Sequence[SeatBooking], *, key: str, text: str, deadline: datetime.datetime | None = None) -> None:
    telecentre = rows[0].seat.telecentre
    positions = Position.objects.live().filter(epm=telecentre.epm)
    notify(
        members=Member.objects.filter(is_active=True, pk__in=positions.values("member")),
        key=key,
        text=text,
        url=reverse("accueil:telework_agreements", args=[telecentre.epm.slug]),
        kind=SEAT_NEWS,
        fact=_fact(rows),
        deadline=deadline,
    )
