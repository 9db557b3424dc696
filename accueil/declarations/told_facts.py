"""What messages tell of appointments, of seats of telework, of approvals of the Ticket déclic."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef

from accueil.declic.bodies.models import BodyApproval
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.visio.appointments.models import Appointment
from alertes.channels.facts.source import FactSource, stored_states


class AppointmentFacts(FactSource):
    """A booking, a move, a cancellation, a reminder: true as long as the appointment has that state and that hour."""

    name = "appointment"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Appointment.objects.filter(pk__in=keys), "state", "day", "begins", "room")


class WelcomeFacts(FactSource):
    """Who welcomes, or that nobody does: true as long as the appointment is that hour, with the same person."""

    name = "appointment_welcome"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        columns = ("state", "day", "begins", "room", "welcomed_by")
        return stored_states(Appointment.objects.filter(pk__in=keys), *columns)


class ClosedPlaceFacts(FactSource):
    """What is still booked in a place that closed: true until it is cancelled or moved, or the place opens again."""

    name = "closed_place"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Appointment.objects.filter(pk__in=keys), "state", "day", "room", "room__epm__is_open")


class SeatBookingFacts(FactSource):
    """Half-days to confirm: until they are, or it is too late. Half-days freed: until somebody books the same seat."""

    name = "seat_booking"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        same_half = SeatBooking.objects.filter(seat=OuterRef("seat"), date=OuterRef("date"), part=OuterRef("part"))
        taken = Exists(same_half.holding().exclude(pk=OuterRef("pk")))
        bookings = SeatBooking.objects.filter(pk__in=keys).annotate(taken=taken)
        return {booking.pk: f"{booking.state} {booking.is_lapsed} {booking.taken}" for booking in bookings}


class ApprovalFacts(FactSource):
    """An approval, its end: true as long as it has that period."""

    name = "approval"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(BodyApproval.objects.filter(pk__in=keys), "starts_on", "ends_on")


SOURCES = (AppointmentFacts(), WelcomeFacts(), ClosedPlaceFacts(), SeatBookingFacts(), ApprovalFacts())
