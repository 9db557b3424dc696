"""Dates of the agenda: whom one meets by video and where, for everybody; appointments and seats of a team, unnamed."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.visio.appointments.models import Appointment
from accueil.visio.slots.models import SlotDay
from formation.working_halves import BEGINS, hour_of
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource, Engagement
from reseau.permissions import is_network_member
from reseau.texts.wording import hour_in_words


class VisioSlotDates(AgendaSource):
    kind = "visio"
    label = "Point visio"
    label_plural = "Points visio"
    icon = "video"
    hue = "d2"
    model = SlotDay
    day = "day"
    start = "slot__begins"
    epm = "slot__room__epm"
    territory = "slot__room__epm__commune__territory"

    def visible_to(self, user) -> QuerySet[SlotDay]:
        return SlotDay.objects.bookable()

    def with_joins(self, queryset: QuerySet[SlotDay]) -> QuerySet[SlotDay]:
        return queryset.with_place()

    def dates(self, rows: Iterable[SlotDay]) -> Iterator[AgendaDate]:
        for row in rows:
            slot, epm = row.slot, row.slot.room.epm
            yield AgendaDate(
                source=self,
                name="visio-slot",
                key=row.pk,
                begins_at=_moment(row.day, slot.begins),
                ends_at=_moment(row.day, slot.ends),
                title=f"{slot.partner} en visio, jusqu’à {hour_in_words(slot.ends)}",
                place=epm.name,
                address=epm.address,
                url=slot.partner.get_absolute_url(),
                changed=slot.changed,
            )


class AppointmentDates(AgendaSource):
    """Those of one's own places: a calendar is read over shoulders, and names nobody."""

    kind = "rendez-vous-visio"
    label = "Rendez-vous visio"
    label_plural = "Rendez-vous visio"
    icon = "video"
    hue = "d3"
    model = Appointment
    day = "day"
    start = "begins"
    epm = "room__epm"
    territory = "room__epm__commune__territory"

    def visible_to(self, user) -> QuerySet[Appointment]:
        appointments = Appointment.objects.booked()
        return appointments.filter(room__epm__in=user.epm_ids) if is_network_member(user) else appointments.none()

    def with_joins(self, queryset: QuerySet[Appointment]) -> QuerySet[Appointment]:
        return queryset.with_place()

    def dates(self, rows: Iterable[Appointment]) -> Iterator[AgendaDate]:
        for appointment in rows:
            epm = appointment.epm
            yield AgendaDate(
                source=self,
                name="visio",
                key=appointment.pk,
                begins_at=appointment.begins_at,
                ends_at=appointment.ends_at,
                title=f"Rendez-vous visio, {appointment.partner}",
                place=f"{epm.name}, {appointment.room}",
                address=epm.address,
                url=appointment.get_absolute_url(),
                changed=appointment.changed,
                details=f"Accueil\u00a0: {appointment.welcomed_by}",
            )

    def engagements(
        self, *, epm: int | None, members: Collection[int], first: datetime.date, last: datetime.date
    ) -> Iterator[Engagement]:
        held = Appointment.objects.booked().filter(Q(room__epm=epm) | Q(welcomed_by__in=members))
        for appointment in held.filter(day__range=(first, last)).select_related("room").order_by("day", "begins", "pk"):
            yield Engagement(
                source=self,
                begins_at=appointment.begins_at,
                ends_at=appointment.ends_at,
                epm=appointment.room.epm_id,
                member=appointment.welcomed_by_id,
            )


class SeatBookingDates(AgendaSource):
    kind = "teletravail"
    label = "Télétravail"
    label_plural = "Postes de télétravail réservés"
    icon = "monitor"
    hue = "d3"
    model = SeatBooking
    epm = "seat__telecentre__epm"
    territory = "seat__telecentre__epm__commune__territory"
    start = hour_of("part", BEGINS)

    def visible_to(self, user) -> QuerySet[SeatBooking]:
        return SeatBooking.objects.visible_to(user).holding()

    def with_joins(self, queryset: QuerySet[SeatBooking]) -> QuerySet[SeatBooking]:
        return queryset.with_place()

    def dates(self, rows: Iterable[SeatBooking]) -> Iterator[AgendaDate]:
        for booking in rows:
            telecentre = booking.seat.telecentre
            yield AgendaDate(
                source=self,
                name="seat-booking",
                key=booking.pk,
                begins_at=booking.half.begins_at,
                ends_at=booking.half.ends_at,
                title=f"{booking.seat} réservé",
                place=telecentre.epm.name,
                address=telecentre.epm.address,
                url=f"{telecentre.day_url}?jour={booking.date.isoformat()}",
                changed=booking.changed,
            )


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))


SOURCES = (VisioSlotDates(), AppointmentDates(), SeatBookingDates())
