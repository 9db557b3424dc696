"""The minutes of a meeting on paper: who attended, each item with what was said and decided."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from projets.steering.meetings.models.agenda import SteeringItem
from projets.steering.meetings.models.meeting import SteeringAttendance, SteeringMeeting
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "compte-rendu.typ"


def minutes_paper(
    meeting: SteeringMeeting, items: Sequence[SteeringItem], attendances: Sequence[SteeringAttendance]
) -> Paper:
    """Return the minutes; `items`: with their minutes and their decisions."""
    approval = meeting.approved_in and f"Approuvé à la séance du {day_in_full(meeting.approved_in.date, 'j F Y')}"
    return Paper.of(
        TEMPLATE,
        title=f"Compte rendu, {meeting}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        when=meeting.when,
        place=meeting.place,
        approval=approval or "Projet de compte rendu, à approuver",
        attendances=[str(each) for each in attendances],
        items=[
            {
                "title": item.title,
                "text": item.minutes_text,
                "decisions": [
                    {
                        "text": each.text,
                        "who": each.actor,
                        "due": f"pour le {day_in_full(each.due_on, 'j F Y')}" if each.due_on else "",
                    }
                    for each in item.decisions.all()
                ],
            }
            for item in items
        ],
    )
