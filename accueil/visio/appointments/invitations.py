"""An appointment as a calendar event: one identifier for good, a higher rank (`SEQUENCE`) for each message."""

import datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Event, vCalAddress, vText

from accueil.visio.appointments.models import Appointment
from alertes.channels.mails.message import Enclosing
from alertes.channels.mails.models.enclosure import Enclosure
from formation.sessions.invitations.events import CANCEL, REQUEST
from formation.sessions.invitations.invitations import FILE_NAMES
from reseau.calendar.agenda.calendar_file import PARIS, new_calendar, whole_uid
from reseau.people.members.models.member import Member
from reseau.texts.wording import place_in_words


def uid_of(appointment: Appointment) -> str:
    return whole_uid(f"visio-{appointment.pk}")


def render_event(appointment: Appointment, *, to: str, method: str) -> bytes:
    """Render the calendar that adds or changes (`REQUEST`) or removes (`CANCEL`) it for the address `to`; no name."""
    event, epm = Event(), appointment.epm
    event.add("uid", uid_of(appointment))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed.astimezone(datetime.UTC))
    event.add("dtstart", appointment.begins_at.astimezone(PARIS))
    event.add("dtend", appointment.ends_at.astimezone(PARIS))
    event.add("summary", f"Visio\u00a0: {appointment.partner}, {appointment.service}")
    event.add("location", place_in_words(epm.name, epm.commune, epm.address))
    if method == REQUEST and appointment.call_link:
        event.add("description", f"Lien de l’appel\u00a0: {appointment.call_link}")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(settings.WAGTAIL_SITE_NAME)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    event.add("attendee", attendee)
    calendar = new_calendar(method)
    calendar.add_component(event)
    return calendar.to_ical()


def event_enclosing(appointment: Appointment, *, method: str) -> Enclosing:
    """Return what lists the enclosure of each recipient: the event, for their own address."""

    def enclosures(recipient: Member | str) -> list[Enclosure]:
        address = recipient if isinstance(recipient, str) else recipient.email
        calendar = render_event(appointment, to=address, method=method)
        return [Enclosure.invitation(calendar, method=method, name=FILE_NAMES[method])]

    return enclosures
