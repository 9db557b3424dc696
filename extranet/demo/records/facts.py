"""The demo's facts: for a skill, what was seen a first time, then again some weeks later, mostly without help."""

import random
from dataclasses import dataclass

from b2i.frameworks.models.framework import Skill
from b2i.records.enums import EvidenceKind, HelpGiven
from extranet.demo.content import read_file

# Situations, each with the kind that fits it; drawn one for one with what the demo drew before.
SITUATIONS = (
    ("En atelier, sur un exercice", EvidenceKind.OBSERVED),
    ("En accès libre", EvidenceKind.OBSERVED),
    ("En atelier, sur un exercice\u00a0: consigne donnée par écrit", EvidenceKind.SITUATION),
    ("En atelier, pour une vraie démarche", EvidenceKind.OBSERVED),
)
FINISHED_WORK = ("À la maison\u00a0: document apporté sur clé", EvidenceKind.WORK)
# Words of a text that say how it was done.
ALONE_WORDS = ("seul", "sans aide")


@dataclass(frozen=True, slots=True)
class FactText:
    """What a fact says, as keyword arguments of `add_fact`."""

    kind: EvidenceKind
    situation: str
    text: str
    help_given: HelpGiven

    @property
    def fields(self) -> dict:
        return {"kind": self.kind, "situation": self.situation, "text": self.text, "help_given": self.help_given}


def last_fact(skill: Skill, draw: random.Random) -> FactText:
    """Return the fact that shows the skill best: a finished work where one is made, mostly without help."""
    text = draw.choice(read_file("evidence")[skill.code])
    situation, kind = draw.choice(SITUATIONS)
    if skill.code in ("D3.2", "D3.3") and kind == EvidenceKind.SITUATION:
        situation, kind = FINISHED_WORK
    return FactText(kind, situation, text, HelpGiven.ALONE)


def first_fact(skill: Skill, *, but: str) -> FactText:
    """Return what was seen before, in other words than `but`."""
    text = next(sentence for sentence in read_file("evidence")[skill.code] if sentence != but)
    is_alone = any(word in text for word in ALONE_WORDS)
    situation, kind = SITUATIONS[0]
    return FactText(kind, situation, text, HelpGiven.ALONE if is_alone else HelpGiven.HELPED)
