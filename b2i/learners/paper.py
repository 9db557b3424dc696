"""PDF card of a learner (`data/carte.typ`). Its QR code leads to the login page and holds no secret."""

from pathlib import Path

from b2i.learners.models.learner import Learner
from reseau.drawings.colours import Theme, palette
from reseau.drawings.landscape import Landscape, tones_of
from reseau.papers.paper import Paper
from reseau.papers.qr import qr_image

TEMPLATE = Path(__file__).parents[1] / "data" / "carte.typ"


def card_paper(*, learner: Learner, login_url: str, secret: str = "") -> Paper:
    """Return the front and the back on two A4 pages. Without `secret`, the back has a line to write it by hand."""
    landscape = Landscape(learner.card_number)
    return Paper.of(
        TEMPLATE,
        title=f"Carte {learner.card_number}",
        origin=learner.epm.name,
        epm=learner.epm.name,
        phone=learner.epm.phone,
        address=login_url.partition("://")[2].partition("?")[0],
        cards=[
            {
                "name": str(learner),
                "number": learner.card_number,
                "secret": secret,
                "landscape": landscape.picture(palette(Theme.LIGHT)),
                "sky": tones_of(landscape.domains[0]).tint,
                "qr": qr_image(login_url),
            }
        ],
    )
