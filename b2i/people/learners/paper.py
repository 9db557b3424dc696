"""PDF cards of learners (`data/carte.typ`), and the paper that a parent signs (`data/accord.typ`).

The QR codes of cards lead to the login page and hold no secret.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from b2i.people.learners.card import grouped_secret
from b2i.people.learners.consent_texts import AGE_OF_CONSENT, CONSENT_SENTENCES, CONSENT_VERSION
from b2i.people.learners.models.learner import Learner
from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.drawings.landscape import Landscape, tones_of
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import join_words

TEMPLATE = Path(__file__).parents[2] / "data" / "carte.typ"
CONSENT_TEMPLATE = TEMPLATE.with_name("accord.typ")


def blank_consent_paper() -> Paper:
    """Return the paper of consent to sign with a pen, which names nobody."""
    return Paper.of(
        CONSENT_TEMPLATE,
        title="Accord pour un livret",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        sentences=CONSENT_SENTENCES,
        version=CONSENT_VERSION,
        age=str(AGE_OF_CONSENT),
    )


class LearnerCard(NamedTuple):
    """Without `secret`, the card has a line to write it by hand."""

    learner: Learner
    login_url: str
    secret: str = ""


def cards_paper(cards: Sequence[LearnerCard]) -> Paper:
    """Return sheets of eight cards at most: on A4, the fronts, then the backs."""
    numbers = join_words([card.learner.card_number for card in cards])
    return Paper.of(
        TEMPLATE,
        title=f"Carte{'s' if len(cards) > 1 else ''} {numbers}",
        origin=settings.ORGANISATION,
        cards=[_card(card) for card in cards],
    )


def _card(card: LearnerCard) -> dict:
    learner, landscape = card.learner, Landscape(card.learner.card_number)
    return {
        "name": str(learner),
        "number": learner.card_number,
        "secret": grouped_secret(card.secret),
        "epm": learner.epm.name,
        "phone": learner.epm.phone,
        "address": card.login_url.partition("://")[2].partition("?")[0],
        "landscape": landscape.picture(palette(Theme.LIGHT)),
        "sky": tones_of(landscape.domains[0]).tint,
        "qr": qr_image(card.login_url),
    }
