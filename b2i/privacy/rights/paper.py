"""Papers of rights: all data about a learner (`data/donnees.typ`), withdrawal of consent (`data/retrait.typ`)."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.people.enums import ConsentGiver
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights.data_sentences import data_themes
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "donnees.typ"
WITHDRAWAL_TEMPLATE = TEMPLATE.with_name("retrait.typ")
KIND = "Tout ce que le site garde sur une personne"


def data_paper(learner: Learner) -> Paper:
    name = learner.member.get_full_name()
    return Paper.of(
        TEMPLATE,
        title=f"{KIND}, {name}",
        kind=KIND,
        origin=settings.WAGTAIL_SITE_NAME,
        site=settings.WAGTAIL_SITE_NAME,
        holder=name,
        card=learner.card_number,
        day=day_in_full(timezone.localdate(), "j F Y"),
        file=f"livret-{learner.card_number}.json",
        themes=[{"title": theme.title, "sentences": theme.sentences} for theme in data_themes(learner)],
    )


def withdrawal_paper(learner: Learner) -> Paper:
    """Return the paper on which a learner takes their consent back, to sign with a pen (RGPD, article 7.3).

    The EPM keeps it as a proof: once the record is erased, the site keeps nothing of it.
    """
    name = learner.member.get_full_name()
    consents = learner.consents.select_related("epm")
    return Paper.of(
        WITHDRAWAL_TEMPLATE,
        title=f"Retrait de l’accord, {name}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        holder=name,
        card=learner.card_number,
        epm=learner.epm.name,
        others=[following.epm.name for following in learner.followings.live().select_related("epm")],
        consents=[
            [day_in_full(consent.given_at, "j F Y"), consent.epm.name, _giver_in_words(consent)] for consent in consents
        ],
        with_parent=any(consent.giver == ConsentGiver.PARENT for consent in consents),
    )


def _giver_in_words(consent: Consent) -> str:
    return f"La personne et un parent, {consent.parent_name}" if consent.parent_name else consent.get_giver_display()
