"""Readers of the files of `b2i/data` (described in its README): domains, skills, elements."""

import json
import math
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element, as read from a file."""

    code: str
    wording: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill with its elements, as read from a file."""

    code: str
    wording: str
    official_wording: str
    is_translation: bool = False
    short_name: str = ""
    can_dos: tuple[str, ...] = ()
    elements: tuple[ElementRow, ...] = ()

    @property
    def plain_wording(self) -> str:
        """All the sentences « Je sais… » in a row: the skill in plain words, nothing left out."""
        return " ".join(self.can_dos)


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain with its skills, as read from a file."""

    code: str
    name: str
    aim: str = ""
    plain_name: str = ""
    short_name: str = ""
    threshold: int | None = None
    skills: tuple[SkillRow, ...] = field(default=())


def read_json(name: str) -> dict:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def typographic(text: str) -> str:
    """Return the text with curved apostrophes and non-breaking spaces, as everywhere on the site."""
    text = text.replace("'", "’").replace("« ", "«\u00a0")
    return re.sub(r" (?=[:;?!»])", "\u00a0", text)


@cache
def read_plain_words() -> dict[str, dict]:
    """Return our plain words of the B2i Adultes, by code: names of domains and of skills, sentences of skills."""
    return tomllib.loads((DATA / "b2i_adultes_mots_simples.toml").read_text(encoding="utf-8"))


def read_descriptions() -> dict[str, dict]:
    """Return the fields of each framework by slug."""
    return tomllib.loads((DATA / "referentiels.toml").read_text(encoding="utf-8"))


def b2i_adultes() -> list[DomainRow]:
    """Return the domains. The threshold is 70 % of the skills, rounded up (secondary sources, not the arrêté)."""
    plain_words = read_plain_words()
    return [
        DomainRow(
            code=row["code"],
            name=typographic(row["nom"]),
            aim=typographic(row["objectif"]),
            plain_name=plain_words["domaines"][row["code"]],
            short_name=plain_words["domaines-en-deux-mots"][row["code"]],
            threshold=math.ceil(row["seuil_validation"]["part"] * len(row["competences"])),
            skills=tuple(_b2i_skill(skill, plain_words) for skill in row["competences"]),
        )
        for row in read_json("b2i_adultes.json")["domaines"]
    ]


def _b2i_skill(row: dict, plain_words: dict[str, dict]) -> SkillRow:
    return SkillRow(
        code=row["code"],
        wording=typographic(row["libelle_affichage"]),
        official_wording=row["libelle_officiel"],
        short_name=plain_words["competences-en-quelques-mots"][row["code"]],
        can_dos=tuple(typographic(text) for text in plain_words["phrases"][row["code"]]),
        elements=tuple(
            ElementRow(
                element["code"], typographic(element["libelle"]), typographic(element["source"]), element["verified"]
            )
            for element in row["elements"]
        ),
    )


def digcomp() -> list[DomainRow]:
    """Return the domains. The wording is our French translation, the official one is English."""
    return [
        DomainRow(
            code=row["code"],
            name=typographic(row["fr"]),
            aim=row["en"],
            skills=tuple(
                SkillRow(
                    code=skill["code"],
                    wording=typographic(skill["fr"]),
                    official_wording=skill["en"],
                    is_translation=not skill["fr_verified"],
                )
                for skill in row["competences"]
            ),
        )
        for row in read_json("digcomp.json")["domaines"]
    ]


def pix() -> list[DomainRow]:
    """Return the domains. The description of a skill is its only element, verified if read in the annex of the code."""
    return [
        DomainRow(
            code=row["code"],
            name=typographic(row["nom"]),
            skills=tuple(
                SkillRow(
                    code=skill["code"],
                    wording=typographic(skill["nom"]),
                    official_wording=skill["nom"],
                    elements=(
                        ElementRow(
                            skill["code"],
                            typographic(skill["description"]),
                            typographic(skill["source_description"]),
                            skill["verified"] is True,
                        ),
                    ),
                )
                for skill in row["competences"]
            ),
        )
        for row in read_json("pix.json")["domaines"]
    ]


def clea() -> list[DomainRow]:
    """Return the domains of CléA numérique, which has no skills here."""
    rows = read_json("autres_referentiels.json")["clea_numerique"]["domaines"]
    return [DomainRow(code=str(row["ordre"]), name=typographic(row["nom"])) for row in rows]


def pim() -> list[DomainRow]:
    """Return the domains of the PIM, which has no skills here."""
    names = read_json("autres_referentiels.json")["pim"]["domaines"]
    return [DomainRow(code=str(order), name=typographic(name)) for order, name in enumerate(names, start=1)]


READERS: dict[str, Callable[[], list[DomainRow]]] = {
    "b2i-adultes-2012": b2i_adultes,
    "digcomp-2-2": digcomp,
    "pix-crcn": pix,
    "clea-numerique": clea,
    "pim-2011": pim,
}
