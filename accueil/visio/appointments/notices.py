"""Who is told of an appointment, and how: the person by mail, the partner without any name, who welcomes by a notice.

Mails bring the calendar event. What was planned about a former hour and has not left is withdrawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from accueil.declarations.events import VISIO_MAIL, VISIO_NEWS
from accueil.visio.appointments.invitations import event_enclosing
from accueil.visio.appointments.models import Appointment
from alertes.channels.facts.registry import LASTING, fact_about
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.services import notify
from formation.sessions.invitations.events import CANCEL, REQUEST
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import to_place
from reseau.texts.wording import place_in_words


def told_of_change(
    appointment: Appointment, *, by: Member | None = None, elsewhere: EPM | None = None
) -> Iterator[str]:
    """Yield who will be told of a move or a cancellation, and how, in words, for the page that asks to confirm.

    `elsewhere`: the other place to which it moves.
    """
    name = appointment.name or "La personne"
    if appointment.email:
        yield f"{name}, par courriel, avec son agenda mis à jour."
    elif appointment.phone:
        yield f"{name} n’a pas d’adresse électronique\u00a0: appelez le {appointment.phone}, redonnez un papier."
    else:
        yield f"{name} n’a laissé ni adresse ni téléphone\u00a0: le dire de vive voix."
    if appointment.partner.email:
        yield f"{appointment.partner}, par courriel, sans le nom de la personne."
    if appointment.welcomed_by != by:
        yield f"{appointment.welcomed_by}, qui accueille, par une alerte et un courriel."
    if elsewhere:
        yield f"Qui accueillera {to_place(elsewhere)}, par une alerte et un courriel."


def notify_booked(appointment: Appointment, *, by: Member | None) -> None:
    subject = f"Rendez-vous visio {appointment.when}"
    _write_to_person(appointment, subject=subject, method=REQUEST)
    _write_to_partner(appointment, subject=subject, method=REQUEST)
    _tell_team(appointment, text=_welcome_words(appointment), by=by, method=REQUEST)


@dataclass(frozen=True, slots=True)
class MovedFrom:
    """An appointment before a move: when, where, who welcomed."""

    when: str
    epm: EPM
    welcomed_by: Member

    @classmethod
    def of(cls, appointment: Appointment) -> "MovedFrom":
        return cls(appointment.when, appointment.epm, appointment.welcomed_by)


def notify_moved(appointment: Appointment, *, was: MovedFrom, by: Member | None) -> None:
    """Tell the new hour, and the new place where it is another one, to all who know of the appointment."""
    withdraw_reminders(appointment)
    when, before = appointment.when, was.when
    if appointment.epm != was.epm:
        when, before = f"{when}, {appointment.epm}", f"{before}, {was.epm}"
    subject, note = f"Rendez-vous visio déplacé {when}", f"Il était prévu {before}."
    _write_to_person(appointment, subject=subject, method=REQUEST, note=note)
    _write_to_partner(appointment, subject=subject, method=REQUEST, note=note)
    text = f"Rendez-vous visio déplacé\u00a0: {appointment.partner}, {when}, au lieu de {before}."
    _tell_team(appointment, text=text, by=by, method=REQUEST)
    if appointment.welcomed_by != was.welcomed_by:
        _tell_former_welcomer(appointment, was=was, text=f"{text} Vous n’accueillez plus.", by=by)


def notify_cancelled(appointment: Appointment, *, by: Member | None) -> None:
    withdraw_reminders(appointment)
    subject = f"Rendez-vous visio annulé, {appointment.when}"
    _write_to_person(appointment, subject=subject, method=CANCEL)
    _write_to_partner(appointment, subject=subject, method=CANCEL)
    text = f"Rendez-vous visio annulé\u00a0: {appointment.partner}, {appointment.when}."
    _tell_team(appointment, text=text, by=by, method=CANCEL)


def notify_welcomer(appointment: Appointment, *, was: MovedFrom, by: Member | None) -> None:
    """Tell who welcomes now, and who no longer does if they are still in the network."""
    _tell_team(appointment, text=_welcome_words(appointment), by=by, method=REQUEST)
    if was.welcomed_by.is_in_network:
        text = f"Rendez-vous visio\u00a0: {appointment.partner}, {appointment.when}. Vous n’accueillez plus."
        _tell_former_welcomer(appointment, was=was, text=text, by=by)


def _welcome_words(appointment: Appointment) -> str:
    return f"Rendez-vous visio\u00a0: {appointment.partner}, {appointment.when}, {appointment.room}. Vous accueillez."


def withdraw_reminders(appointment: Appointment) -> None:
    """Delete the reminders of a former hour that have not left."""
    Mail.objects.planned().about(f"visio:{appointment.pk}:person:eve:").delete()


def remind_person(appointment: Appointment) -> None:
    """Write to the person the day before, once for each hour at which it was."""
    _write_to_person(
        appointment,
        subject=f"Demain à {appointment.hour}\u00a0: votre rendez-vous visio",
        event=f"eve:{appointment.day.isoformat()}:{appointment.begins:%H%M}",
    )


def practical_lines(appointment: Appointment) -> Iterator[str]:
    """Yield where, what to bring, whom to call: what mails and the paper say. The motive is nowhere in it."""
    epm, partner = appointment.epm, appointment.partner
    yield f"Avec\u00a0: {partner}, {appointment.service}"
    yield f"Où\u00a0: {place_in_words(epm.name, epm.commune, epm.address)}"
    if partner.advice:
        yield f"À apporter\u00a0: {partner.advice}"
    if appointment.call_link:
        yield f"Lien de l’appel\u00a0: {appointment.call_link}"
    if epm.phone:
        yield f"Vous ne pouvez pas venir\u00a0? Appelez le {epm.phone}, ou annulez par le lien plus bas."


def _write_to_person(
    appointment: Appointment, *, subject: str, method: str = "", note: str = "", event: str = ""
) -> None:
    if not appointment.email:
        return
    lines = [] if method == CANCEL else list(practical_lines(appointment))
    _plan(
        appointment,
        appointment.email,
        key=f"visio:{appointment.pk}:person:{event or appointment.sequence}",
        subject=subject,
        lines=[*([note] if note else []), *lines],
        url=appointment.mailed_path,
        method=method,
    )


def _write_to_partner(appointment: Appointment, *, subject: str, method: str, note: str = "") -> None:
    """Neither the name nor the motive is in it: the page of the partner has them, behind its link."""
    partner, epm = appointment.partner, appointment.epm
    if not partner.email:
        return
    lines = [f"Service\u00a0: {appointment.service}", f"Lieu\u00a0: {epm.name}"]
    if appointment.call_link and method != CANCEL:
        lines.append(f"Lien de l’appel\u00a0: {appointment.call_link}")
    _plan(
        appointment,
        partner.email,
        key=f"visio:{appointment.pk}:partner:{appointment.sequence}",
        subject=subject,
        lines=[*([note] if note else []), *lines],
        url=partner.mailed_path,
        method=method,
    )


def _plan(
    appointment: Appointment, address: str, *, key: str, subject: str, lines: Iterable[str], url: str, method: str
) -> None:
    plan_mails(
        recipients=(),
        addresses=[address],
        key=key,
        kind=VISIO_MAIL,
        subject=subject,
        text="\n".join([f"{subject}.", "", *lines]),
        url=url,
        enclosing=event_enclosing(appointment, method=method) if method else None,
        fact=fact_about("appointment", appointment.pk),
    )


def _tell_team(appointment: Appointment, *, text: str, by: Member | None, method: str) -> None:
    notify(
        members=[appointment.welcomed_by],
        exclude=by,
        key=_team_key(appointment),
        text=text,
        url=appointment.get_absolute_url(),
        kind=VISIO_NEWS,
        enclosing=event_enclosing(appointment, method=method),
        fact=fact_about("appointment_welcome", appointment.pk),
    )


def _team_key(appointment: Appointment) -> str:
    """Each change has its own: somebody may welcome again after somebody else."""
    return f"visio:{appointment.pk}:team:{appointment.changed:%Y%m%d%H%M%S%f}"


def _tell_former_welcomer(appointment: Appointment, *, was: MovedFrom, text: str, by: Member | None) -> None:
    """Take the appointment out of their calendar; the link is that of their own place, where they may read."""
    notify(
        members=[was.welcomed_by],
        exclude=by,
        key=_team_key(appointment),
        text=text,
        url=reverse("accueil:place_appointments", args=[was.epm.slug]),
        kind=VISIO_NEWS,
        enclosing=event_enclosing(appointment, method=CANCEL),
        fact=LASTING,
    )
