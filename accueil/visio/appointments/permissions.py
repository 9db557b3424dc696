"""Who books at a place and reads its appointments: those who keep the place. Names are for them alone."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accueil.visio.appointments.models import Appointment
from reseau.places.permissions import may_edit_epm


def may_welcome(user, appointment: Appointment) -> bool:
    """Whether the member reads, moves, cancels an appointment and writes its outcome."""
    return may_edit_epm(user, appointment.room.epm)


def kept_appointment(user, pk: int) -> Appointment:
    """Return an appointment of a place that the user keeps. Raises Http404 otherwise."""
    appointment = get_object_or_404(Appointment.objects.with_place(), pk=pk)
    if not may_welcome(user, appointment):
        raise Http404
    return appointment
