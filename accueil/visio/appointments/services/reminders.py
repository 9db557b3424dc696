"""Reminders: to the person the day before, by mail and SMS; to the team, an outcome to write, a place that closed."""

import datetime
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accueil.declarations.events import VISIO_NEWS
from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.notices import remind_person
from accueil.visio.appointments.services.bookings import welcome_instead
from accueil.visio.appointments.sms import is_sms_offered, send_sms
from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from reseau.people.members.models.position import Position
from reseau.people.members.referents import territory_referents

# Not before people are awake.
FROM_HOUR = 8
# An outcome is asked for a week; later, nobody remembers.
ASKED_FOR = datetime.timedelta(days=7)


def remind_people_of_tomorrow() -> int:
    """Write to the people of tomorrow's appointments, once for each hour at which it was; return how many there are.

    An SMS leaves once: one that the gateway did not take is tried at the next hour.
    """
    now = timezone.localtime()
    if now.hour < FROM_HOUR:
        return 0
    tomorrow = now.date() + datetime.timedelta(days=1)
    appointments = list(Appointment.objects.booked().named().filter(day=tomorrow).with_place())
    for appointment in appointments:
        remind_person(appointment)
        if is_sms_offered() and appointment.texted_for != appointment.begins_at:
            _text(appointment)
    return len(appointments)


def _text(appointment: Appointment) -> None:
    """The link of the call is in it: whoever cannot come after all has it at hand."""
    epm = appointment.epm
    words = f"Demain {appointment.hour}, visio {appointment.partner}, {epm}. Empêché\u00a0? {epm.phone}".strip()
    if appointment.call_link:
        words = f"{words} {appointment.call_link}"
    if send_sms(appointment.phone, words.replace("\u00a0", " ")):
        Appointment.objects.filter(pk=appointment.pk).update(texted_for=appointment.begins_at)


def remind_of_outcomes() -> int:
    """Remind whoever welcomed people to write what became of it, once for each; return how many wait."""
    since = timezone.localdate() - ASKED_FOR
    waiting = list(Appointment.objects.without_outcome().filter(day__gte=since).with_place())
    for appointment in waiting:
        notify(
            members=[appointment.welcomed_by],
            key=f"visio:{appointment.pk}:outcome:{appointment.day.isoformat()}",
            text=f"{appointment.partner}, {appointment.when}\u00a0: a-t-il eu lieu\u00a0? Trois touches suffisent.",
            url=appointment.get_absolute_url(),
            kind=VISIO_NEWS,
            fact=fact_about("appointment", appointment.pk),
        )
    return len(waiting)


def replace_absent_welcomers() -> int:
    """Give to somebody free the appointments of those who are no longer in the team that day; return how many.

    Where nobody is free, the animation of the territory is told, once.
    """
    present = Position.objects.filter(
        Q(end=None) | Q(end__gte=OuterRef("day")),
        member=OuterRef("welcomed_by"),
        epm=OuterRef("room__epm"),
        start__lte=OuterRef("day"),
        member__is_active=True,
    )
    left = list(Appointment.objects.to_come().filter(~Exists(present)).with_place())
    for appointment in left:
        with suppress(ValidationError):
            if welcome_instead(appointment=appointment):
                continue
        notify(
            members=territory_referents(appointment.epm),
            key=f"visio:{appointment.pk}:nobody:{appointment.day.isoformat()}",
            text=f"Personne pour accueillir un rendez-vous visio, {appointment.when}, {appointment.epm}.",
            url=appointment.get_absolute_url(),
            kind=VISIO_NEWS,
            fact=fact_about("appointment_welcome", appointment.pk),
        )
    return len(left)


def warn_of_closed_places() -> int:
    """Tell the animation of a territory, once a day, what is still booked in a place that closed; return how many."""
    left: dict[int, list[Appointment]] = {}
    for appointment in Appointment.objects.to_come().filter(room__epm__is_open=False).with_place():
        left.setdefault(appointment.room.epm_id, []).append(appointment)
    for appointments in left.values():
        epm = appointments[0].epm
        notify(
            members=territory_referents(epm),
            key=f"visio:closed:{epm.pk}:{timezone.localdate().isoformat()}",
            text=f"{epm} est fermé\u00a0: {len(appointments)} rendez-vous visio à annuler, ailleurs s’il se peut.",
            url=reverse("accueil:place_appointments", args=[epm.slug]),
            kind=VISIO_NEWS,
            fact=fact_about("closed_place", *(each.pk for each in appointments)),
        )
    return sum(map(len, left.values()))
