"""PDF card of a learner (`data/carte.typ`). Its QR code leads to the login page and holds no secret."""

from pathlib import Path

from b2i.learners.models.learner import Learner
from reseau.papers.paper import Paper
from reseau.papers.qr import qr_image

TEMPLATE = Path(__file__).parents[1] / "data" / "carte.typ"


def card_pdf(*, learner: Learner, login_url: str, secret: str = "") -> bytes:
    """Return one A7 page. Without `secret`, it has a line to write it by hand."""
    return Paper.of(
        TEMPLATE,
        name=str(learner),
        number=learner.card_number,
        secret=secret,
        epm=learner.epm.name,
        phone=learner.epm.phone,
        address=login_url.partition("://")[2].partition("?")[0],
        qr=qr_image(login_url),
    ).pdf()
