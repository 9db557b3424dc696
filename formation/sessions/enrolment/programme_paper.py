"""The programme of a session on paper: aims, content by half-day, dates, place, trainers, kit, the week after."""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from formation.sessions.enrolment.convocation_paper import contact_of, place_lines, trainers_in_words
from formation.sessions.models.session import Session
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "programme.typ"
KIND = "Programme de formation"


def programme_paper(session: Session) -> Paper:
    """Render the programme. `session` comes with half-days and trainers."""
    training = session.training
    return Paper.of(
        TEMPLATE,
        title=f"{KIND}\u00a0: {training.title}",
        kind=KIND,
        training=training.title,
        aim=training.aim,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        dates=[
            f"{day_in_full(half_day.date)}, {half_day.get_part_display()}, {half_day.hours}"
            for half_day in session.half_days.all()
        ],
        place=place_lines(session),
        facts=[
            (label, words)
            for label, words in (
                ("Public", training.audience_text),
                ("Prérequis", training.prerequisites),
                ("Formation donnée par", trainers_in_words(session)),
                ("Accessibilité", contact_of(session)),
                ("Organisateur", settings.ORGANISATION),
            )
            if words
        ],
        aims=training.aim_list,
        programme=[{"title": part.title, "items": part.item_list} for part in training.programme.all()],
        kit=training.kit_list,
        week_after=training.week_after,
        url=urljoin(settings.ORIGIN, training.get_absolute_url()),
    )
