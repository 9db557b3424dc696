"""The paper that the author of a photo, a recording or a text signs before it is published."""

from pathlib import Path

from django.conf import settings

from patrimoine.sites.models import HeritagePlace
from patrimoine.works.forms import LICENCES
from reseau.documents.papers.paper import Paper

TEMPLATE = Path(__file__).parents[1] / "data" / "accord-patrimoine.typ"


def agreement_paper(place: HeritagePlace) -> Paper:
    """Return the paper to sign, for one place. No query beyond its commune and its EPM."""
    return Paper.of(
        TEMPLATE,
        title="Accord d’un auteur",
        origin=place.epm.name if place.epm else settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        place=place.name,
        commune=place.commune.name,
        licences=[words for _, words in LICENCES],
    )
