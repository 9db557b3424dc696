"""What became of an appointment: seen, excused or not come; its real length, documents, the journey avoided."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accueil.visio.appointments.enums import HOLDING, OUTCOMES, AppointmentState
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.services.bookings import lock_appointment, take_quarters
from formation.sessions.distance import place_of, road_kilometres, town_hall_of
from reseau.people.members.models.member import Member


@transaction.atomic
def write_outcome(
    *,
    appointment: Appointment,
    state: AppointmentState,
    real_minutes: int | None = None,
    has_documents: bool | None = None,
    by: Member | None = None,
) -> Appointment:
    """Write what became of an appointment once its hour has come; it may be corrected until names are erased.

    The kilometres avoided are computed now, since the commune goes. Raises ValidationError for an appointment to come
    or cancelled, and for an interview without its length.
    """
    appointment = lock_appointment(appointment=appointment)
    if appointment.state == AppointmentState.CANCELLED or not appointment.has_begun:
        raise ValidationError("Ce rendez-vous n’a pas encore commencé, ou il est annulé.")
    if state not in OUTCOMES:
        raise ValidationError({"state": "Dites ce qui s’est passé."})
    is_seen = state == AppointmentState.SEEN
    if is_seen and not real_minutes:
        raise ValidationError({"real_minutes": "Dites combien de temps il a duré."})
    had_kept, keeps = appointment.state in HOLDING, state in HOLDING
    if appointment.commune_id or not is_seen:
        appointment.kilometres = avoided_kilometres(appointment=appointment) if is_seen else None
    appointment.state, appointment.changed = state, timezone.now()
    appointment.real_minutes = real_minutes if is_seen else None
    appointment.has_documents = bool(has_documents) if is_seen else None
    appointment.full_clean(exclude=["booked_by", "slot"])
    appointment.save()
    if had_kept and not keeps:
        appointment.taken_quarters.all().delete()
    elif keeps and not had_kept:
        take_quarters(appointment=appointment)
    return appointment


def avoided_kilometres(*, appointment: Appointment) -> int | None:
    """Return the journey avoided, there and back: to the nearest office of the partner, less that to the place.

    None if the commune or the offices are not known; never under zero. Estimated by `formation.sessions.distance`.
    """
    offices = [office.commune for office in appointment.partner.offices.select_related("commune")]
    if appointment.commune is None or not offices:
        return None
    home = town_hall_of(appointment.commune)
    to_office = min(road_kilometres(home, town_hall_of(office)) for office in offices)
    return max(0, round(2 * (to_office - road_kilometres(home, place_of(appointment.epm)))))
