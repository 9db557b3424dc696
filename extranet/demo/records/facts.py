"""The demo's facts: for a skill, what was seen a first time, then again some weeks later, mostly without help."""

import datetime
import random
from dataclasses import dataclass
from functools import cache

from django.core.files.base import ContentFile

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import EvidenceKind, FactPlace, HelpGiven
from b2i.records.evidence.services import CheckedFile, check_document
from extranet.demo.content import read_file
from extranet.demo.files.office import DocumentSection, odt

# One fact in four is written down the day after.
NOTED_AFTER = tuple(datetime.timedelta(days=days) for days in (0, 0, 0, 1))
# Words of a text that say how it was done.
ALONE_WORDS = ("seul", "sans aide")
WALK = odt(
    "Randonnée du 12 avril",
    (
        DocumentSection("Le chemin", ("Départ du lavoir, onze kilomètres, retour par la crête.",)),
        DocumentSection("Qui était là", ("Neuf personnes et un chien. Pique-nique au moulin.",)),
    ),
)


@dataclass(frozen=True, slots=True)
class FactText:
    """What a fact says, as keyword arguments of `add_fact`. `noted_after`: time before it is written down."""

    kind: EvidenceKind
    situation: str
    text: str
    help_given: HelpGiven
    noted_after: datetime.timedelta = NOTED_AFTER[0]

    @property
    def fields(self) -> dict:
        return {"kind": self.kind, "situation": self.situation, "text": self.text, "help_given": self.help_given}


def last_fact(skill: Skill, draw: random.Random) -> FactText:
    """Return the fact that shows the skill best, without help."""
    row = draw.choice(read_file("evidence")[skill.code])
    return _fact(row, HelpGiven.ALONE, noted_after=draw.choice(NOTED_AFTER))


def first_fact(skill: Skill, *, but: str) -> FactText:
    """Return what was seen before, in other words than `but`."""
    row = next(row for row in read_file("evidence")[skill.code] if row["text"] != but)
    is_alone = any(word in row["text"] for word in ALONE_WORDS)
    return _fact(row, HelpGiven.ALONE if is_alone else HelpGiven.HELPED)


@cache
def finished_work() -> tuple[FactText, tuple[CheckedFile, ...]]:
    """Return a fact of D3.3 that is a finished work, with its file."""
    situation = f"{FactPlace.HOME.label}\u00a0: le compte rendu de la randonnée"
    text = "A réuni texte et tableau dans un compte rendu de deux pages."
    document = check_document(file=ContentFile(WALK, name="Compte rendu de la randonnée.odt"))
    return FactText(EvidenceKind.WORK, situation, text, HelpGiven.ALONE), (document,)


def _fact(row: dict, help_given: HelpGiven, **kwargs) -> FactText:
    """Return the fact of a row of the file, its situation in the words of the form."""
    situation = FactPlace(row["place"]).label
    if precision := row.get("precision"):
        situation = f"{situation}\u00a0: {precision}"
    return FactText(EvidenceKind(row["kind"]), situation, row["text"], help_given, **kwargs)
