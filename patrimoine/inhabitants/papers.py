"""The paper on which an inhabitant writes what they know of a place, to be brought to an EPM."""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image

TEMPLATE = Path(__file__).parents[1] / "data" / "proposer-un-lieu.typ"


def proposal_paper() -> Paper:
    """Return the paper to fill, with a code that leads to the directory of places. No query."""
    directory = urljoin(settings.ORIGIN, reverse("reseau:directory"))
    return Paper.of(
        TEMPLATE,
        title="Je connais un lieu à raconter",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        directory=directory,
        code=qr_image(directory),
    )
