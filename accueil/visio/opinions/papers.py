"""Slips of opinion to print, cut out and leave at the desk. Reminders of appointments have their own."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.appointments.papers import SLIP
from reseau.documents.papers.paper import Paper
from reseau.places.models.epm import EPM

TEMPLATE = Path(__file__).parents[2] / "data" / "bulletins-avis.typ"
SLIPS = 6


def slips_paper(epm: EPM, partners: Sequence[str]) -> Paper:
    """Render a sheet of slips for a place. `partners`: the names to tick on each of them."""
    return Paper.of(
        TEMPLATE,
        title=f"Bulletins d’avis, {epm}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        place=str(epm),
        partners=list(partners),
        questions=OpinionQuestion.labels,
        answers=OpinionAnswer.labels,
        slips=SLIPS,
        imported=(SLIP,),
    )
