"""The reminder on paper: when, where, what to bring, whom to call, the link of the call; then the two questions."""

from pathlib import Path

from django.conf import settings

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.appointments.models import Appointment
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full, minutes_in_words, place_in_words

TEMPLATES = Path(__file__).parents[2] / "data"
# One slip of opinion, which sheets of slips are made of too.
SLIP = TEMPLATES / "bulletin.typ"


def reminder_slip(appointment: Appointment) -> Paper:
    """Return the reminder of an appointment: for the person alone, so that their first name is on it. No motive.

    Its second page has the slip of opinion, without the name nor the day: the partner and the month are what a team
    keys.
    """
    epm = appointment.epm
    return Paper.of(
        TEMPLATES / "rappel-visio.typ",
        title=f"Rappel, {appointment}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        person=appointment.name,
        partner=str(appointment.partner),
        service=str(appointment.service),
        length=minutes_in_words(appointment.minutes),
        day=day_in_full(appointment.day).capitalize(),
        hour=appointment.hour,
        where=place_in_words(epm.name, epm.commune, epm.address),
        advice=appointment.partner.advice,
        phone=epm.phone,
        link=appointment.call_link,
        place=str(epm),
        month=day_in_full(appointment.day, "F Y"),
        questions=OpinionQuestion.labels,
        answers=OpinionAnswer.labels,
        imported=(SLIP,),
    )
