"""Papers of a workshop open to all: the list for the door, and reminders to cut out for people without e-mail."""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full, minutes_in_words, place_in_words
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

TEMPLATES = Path(__file__).parents[2] / "data"
# Lines to write on, for those who come without being enrolled.
LEAST_LINES = 4


def door_list(workshop: OpenWorkshop) -> Paper:
    """Return the list to tick at the door: who is enrolled, who waits, lines to write on. One query."""
    bookings = list(workshop.bookings.named())
    return Paper.of(
        TEMPLATES / "liste-atelier.typ",
        **_facts(workshop),
        places=str(workshop.places),
        seated=[{"name": each.name, "phone": each.phone} for each in bookings if not each.is_waiting],
        waiting=[{"name": each.name, "phone": each.phone} for each in bookings if each.is_waiting],
        lines=max(LEAST_LINES, workshop.places_left),
    )


def reminder_slips(workshop: OpenWorkshop) -> Paper:
    """Return a reminder for each person who has a place, and a blank one. One query."""
    names = list(workshop.bookings.named().seated().values_list("name", flat=True))
    return Paper.of(
        TEMPLATES / "rappel-atelier.typ",
        **_facts(workshop),
        phone=workshop.epm.phone,
        note=workshop.note,
        names=[*names, ""],
    )


def _facts(workshop: OpenWorkshop) -> dict:
    epm = workshop.epm
    return {
        "title": workshop.sheet.title,
        "origin": settings.ORGANISATION,
        "site": settings.WAGTAIL_SITE_NAME,
        "day": day_in_full(workshop.date).capitalize(),
        "hour": f"{workshop.hour} ({minutes_in_words(workshop.minutes)})",
        "place": place_in_words(epm.name, epm.commune, epm.address),
        "url": urljoin(settings.ORIGIN, workshop.get_absolute_url()),
    }
