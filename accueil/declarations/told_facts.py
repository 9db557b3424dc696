"""What messages tell of an appointment: where it stands, its hour, its room."""

from collections.abc import Collection, Mapping

from accueil.visio.appointments.models import Appointment
from alertes.channels.facts.registry import register
from alertes.channels.facts.source import FactSource


@register
class AppointmentFacts(FactSource):
    """A booking, a move, a cancellation, a reminder: true as long as the appointment has that state and that hour."""

    name = "appointment"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        rows = Appointment.objects.filter(pk__in=keys).values_list("pk", "state", "day", "begins", "room")
        return {pk: " ".join(str(value) for value in state) for pk, *state in rows}
