"""Texts of consent, in each version, and the age from which a learner consents alone.

An old consent refers to its version. The age is 15 in France (RGPD, article 8; loi Informatique et Libertés, article
45).
"""

import datetime

AGE_OF_CONSENT = 15
CONSENT_VERSION = "2026-5"
# Read aloud, one after the other: second person, fourteen words at most. A parent agrees on the paper that they sign.
CONSENT_SENTENCES = (
    "Nous voulons tenir votre livret.",
    "Il porte votre nom ou un pseudonyme, et ce que vous savez faire.",
    "Vous le lisez, et l’équipe de ce lieu aussi.",
    "Un autre lieu le lit seulement si vous le demandez.",
    "Quand vous savez faire, une personne habilitée lit ce qui le montre.",
    "C’est pour vous donner un papier.",
    "Vous pouvez faire corriger ou effacer votre livret quand vous voulez.",
    "Êtes-vous d’accord\u00a0?",
)
CONSENT_TEXTS = {
    "2026-1": (
        "La personne (un parent, si elle a moins de 15 ans) est d’accord pour que l’EPM tienne son livret\u00a0: "
        "son nom ou son pseudonyme, ce qu’elle dit savoir faire et ce qu’elle a pratiqué. "
        "Seuls elle et les animateurs de cet EPM le lisent. "
        "Elle peut le lire, le faire corriger ou le faire supprimer à tout moment."
    ),
    "2026-2": (
        "La personne (avant 15 ans, un parent aussi) est d’accord pour que l’EPM tienne son livret\u00a0: "
        "son nom ou son pseudonyme, ce qu’elle dit savoir faire et ce qu’elle a pratiqué. "
        "Elle et les animateurs de cet EPM le lisent\u00a0; un autre EPM seulement si elle le demande. "
        "Pour valider une compétence, une personne habilitée lit ce qui la montre. "
        "Le réseau peut lui remettre un relevé de ce qu’elle sait faire. "
        "Elle peut lire son livret, le faire corriger ou le faire supprimer à tout moment."
    ),
    "2026-3": (
        "L’EPM veut tenir votre livret\u00a0: votre nom ou votre pseudonyme, ce que vous dites savoir faire, "
        "ce que vous avez pratiqué. "
        "Vous lisez votre livret. Les animatrices et les animateurs de cet EPM le lisent aussi. "
        "Un autre EPM le lit seulement si vous le demandez. "
        "Quand vous savez faire, une autre personne vérifie. Elle lit seulement cette partie. "
        "Le réseau peut vous donner un papier qui dit ce que vous savez faire. "
        "Vous pouvez faire corriger ou faire effacer votre livret quand vous voulez. "
        "Vous êtes d’accord\u00a0? (Moins de 15\u00a0ans\u00a0: un parent doit aussi être d’accord.)"
    ),
    "2026-4": (
        "Nous voulons tenir votre livret\u00a0: votre nom ou un pseudonyme, et ce que vous savez faire. "
        "Vous le lisez, l’équipe de ce lieu aussi, et un autre lieu seulement si vous le demandez. "
        "Quand vous savez faire, une personne habilitée lit ce qui le montre, pour vous donner un papier. "
        "Vous pouvez faire corriger ou effacer votre livret quand vous voulez\u00a0: êtes-vous d’accord\u00a0?"
    ),
    CONSENT_VERSION: " ".join(CONSENT_SENTENCES),
}
# First day on which each text was read: nobody read it before, whatever a row says.
READ_FROM = {
    "2026-1": datetime.date(2026, 11, 24),
    "2026-2": datetime.date(2026, 11, 26),
    "2026-3": datetime.date(2026, 11, 27),
    "2026-4": datetime.date(2026, 11, 27),
    CONSENT_VERSION: datetime.date(2026, 12, 3),
}
# When these were read, the name and the signed paper of a parent were not asked for.
TEXTS_BEFORE_PAPER = ("2026-1", "2026-2", "2026-3")
CONSENT_TEXT = CONSENT_TEXTS[CONSENT_VERSION]
# Under the first text, evidence stays in the EPM; later ones say that an accredited person reads it.
TEXTS_ON_VALIDATION = frozenset(CONSENT_TEXTS) - {"2026-1"}


def text_read(version: str, *, day: datetime.date) -> str:
    """Return the text of a consent of that day; empty if its version was not written yet, so that nobody knows it."""
    return CONSENT_TEXTS[version] if version in READ_FROM and READ_FROM[version] <= day else ""


def is_under_age(birth_year: int | None, *, today: datetime.date) -> bool:
    """Whether a person of that year is certainly under fifteen."""
    return birth_year is not None and today.year - birth_year < AGE_OF_CONSENT


def may_be_under_age(birth_year: int | None, *, today: datetime.date) -> bool:
    """Whether a person of that year turns fifteen this year, so that the year alone cannot tell."""
    return birth_year is not None and today.year - birth_year == AGE_OF_CONSENT
