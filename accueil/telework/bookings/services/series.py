"""The agreement of an employer, the seat that comes back under it, and each of its dates confirmed in time or freed."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.telework.bookings.models.agreement import SeatSeries, TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.notices import lessen_to_confirm, notify_freed, notify_to_confirm
from accueil.telework.bookings.people import short_name
from accueil.telework.bookings.services.bookings import change_state, lock_booking, lock_seat, refusal_of, save_booking
from accueil.telework.enums import SeatBookingState
from accueil.telework.seats.models import Seat, Telecentre
from formation.enums import DayPart
from formation.working_halves import WorkingHalf
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row, lock_rows
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.recurrence import days_of

LONGEST = datetime.timedelta(days=366)
# How many days before the last day to confirm the team is asked.
ASKED_BEFORE = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class BookedSeries:
    """A series with its bookings, and the half-days that were left out with their reason."""

    series: SeatSeries
    bookings: list[SeatBooking]
    left_out: list[str] = field(default_factory=list)


@transaction.atomic
def record_agreement(
    *,
    telecentre: Telecentre,
    name: str,
    employer: str,
    phone: str = "",
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: Member,
) -> TeleworkAgreement:
    """Record that `by` saw the agreement of an employer.

    Raises ValidationError for a wrong period, and without names.
    """
    if not (name := short_name(name)):
        raise ValidationError({"name": "Écrivez un prénom et une initiale\u00a0: Camille B."})
    if not (employer := employer.strip()):
        raise ValidationError({"employer": "Écrivez le nom de l’employeur."})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "L’accord finit après avoir commencé."})
    if ends_on < timezone.localdate():
        raise ValidationError({"ends_on": "Cet accord est déjà fini."})
    if ends_on - starts_on > LONGEST:
        raise ValidationError({"ends_on": "Notez un an au plus\u00a0: l’accord se renouvelle."})
    agreement = TeleworkAgreement(
        telecentre=telecentre,
        name=name,
        employer=employer,
        phone=phone.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by,
    )
    agreement.full_clean(exclude=["telecentre", "recorded_by"])
    agreement.save()
    return agreement


@transaction.atomic
def book_series(
    *,
    agreement: TeleworkAgreement,
    seat: Seat,
    rhythm: Recurrence,
    first: datetime.date,
    until: datetime.date,
    parts: Collection[DayPart],
    by: Member,
) -> BookedSeries:
    """Book a seat on each date from `first` to `until`; closed and taken half-days are left out, with their reason.

    A date that is too near to be confirmed is booked at once: the person has just asked. Raises ValidationError
    outside the agreement, and if nothing is left.
    """
    seat = lock_seat(seat=seat)
    agreement = lock_row(TeleworkAgreement.objects.named(), agreement.pk)
    _refuse_outside(agreement, seat, first=first, until=until)
    series = SeatSeries(agreement=agreement, seat=seat, rhythm=rhythm, starts_on=first, until=until)
    series.full_clean(exclude=["agreement", "seat"])
    series.save()
    booked = BookedSeries(series=series, bookings=[])
    for half in [WorkingHalf.of(day, part) for day in days_of(first, rhythm, until) for part in parts]:
        if refusal := refusal_of(seat=seat, half=half):
            booked.left_out.append(_reason(half, refusal))
        else:
            booked.bookings.append(save_booking(booking=_booking(series, half, by=by)))
    if not booked.bookings:
        raise ValidationError({"first": booked.left_out[:3] or ["Choisissez au moins une date."]})
    return booked


@transaction.atomic
def confirm_booking(*, booking: SeatBooking) -> SeatBooking:
    """Confirm a date. Confirming again changes nothing. Raises ValidationError after its last day, or if it is off."""
    booking = lock_booking(booking=booking)
    if booking.state == SeatBookingState.BOOKED:
        return booking
    if not booking.is_to_confirm:
        raise ValidationError("Trop tard\u00a0: ce poste est libéré. Réservez-le de nouveau s’il est encore libre.")
    booking = change_state(booking=booking, state=SeatBookingState.BOOKED)
    lessen_to_confirm([booking])
    return booking


@transaction.atomic
def stop_series(*, series: SeatSeries) -> int:
    """Cancel all the dates to come of a series. Return how many; stopping again changes nothing."""
    lock_row(Seat.objects.all(), series.seat_id)
    series = lock_row(SeatSeries.objects.all(), series.pk)
    if series.stopped_on is None:
        series.stopped_on = timezone.localdate()
        series.save(update_fields=["stopped_on"])
    rows = series.bookings.to_come().filter(state__in=(SeatBookingState.TO_CONFIRM, SeatBookingState.BOOKED))
    to_confirm = list(rows.filter(state=SeatBookingState.TO_CONFIRM).with_place())
    count = rows.update(state=SeatBookingState.CANCELLED, changed=timezone.now())
    lessen_to_confirm(to_confirm)
    return count


@transaction.atomic
def free_unconfirmed() -> int:
    """Free the seats that nobody confirmed in time, and tell the team. Return how many."""
    bookings = lock_rows(SeatBooking.objects.lapsed().with_place().order_by("seat", "pk"))
    for booking in bookings:
        change_state(booking=booking, state=SeatBookingState.FREED)
    notify_freed([booking for booking in bookings if not booking.half.is_past])
    return len(bookings)


def ask_for_confirmations() -> int:
    """Ask the teams to confirm what has its last day soon, once for each day of work. Return how many bookings."""
    soon = timezone.localdate() + ASKED_BEFORE
    bookings = list(SeatBooking.objects.to_confirm().filter(confirm_by__lte=soon).with_place().order_by("date", "pk"))
    notify_to_confirm(bookings)
    return len(bookings)


def _booking(series: SeatSeries, half: WorkingHalf, *, by: Member) -> SeatBooking:
    agreement = series.agreement
    confirm_by = half.date - datetime.timedelta(days=series.seat.telecentre.notice_days)
    is_near = confirm_by < timezone.localdate()
    return SeatBooking(
        seat=series.seat,
        series=series,
        date=half.date,
        part=half.part,
        name=agreement.name,
        employer=agreement.employer,
        state=SeatBookingState.BOOKED if is_near else SeatBookingState.TO_CONFIRM,
        confirm_by=confirm_by,
        booked_by=by,
    )


def _reason(half: WorkingHalf, refusal: dict[str, list[str]]) -> str:
    text = next(iter(refusal.values()))[0]
    return text if text.startswith(half.words.capitalize()) else f"{half.words.capitalize()}\u00a0: {text}"


def _refuse_outside(agreement: TeleworkAgreement, seat: Seat, *, first: datetime.date, until: datetime.date) -> None:
    if seat.telecentre_id != agreement.telecentre_id:
        raise ValidationError({"seat": "Ce poste est d’un autre télécentre."})
    if first < agreement.starts_on:
        raise ValidationError({"first": f"L’accord de l’employeur va {agreement.period}."})
    if until > agreement.ends_on:
        raise ValidationError({"until": f"L’accord de l’employeur va {agreement.period}."})
    if until < first:
        raise ValidationError({"until": "Le dernier jour vient après le premier."})
