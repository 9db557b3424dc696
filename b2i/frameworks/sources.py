"""The files of `b2i/data` read into one shape: domains with skills with elements (`b2i/data/README.md`)."""

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
    code: str
    wording: str
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class SkillRow:
    code: str
    wording: str
    official_wording: str
    is_translation: bool = False
    plain_wording: str = ""
    elements: tuple[ElementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainRow:
    code: str
    name: str
    aim: str = ""
    plain_name: str = ""
    threshold: int | None = None
    skills: tuple[SkillRow, ...] = field(default=())


def read_json(name: str) -> dict:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def typographic(text: str) -> str:
    """Curved apostrophes, non-breaking spaces before : ; ? ! and inside « », as everywhere on the site."""
    text = text.replace("'", "’").replace("« ", "«\u00a0")
    return re.sub(r" (?=[:;?!»])", "\u00a0", text)


@cache
def read_plain_words() -> dict[str, dict[str, str]]:
    """Our plain words for domains (`domaines`) and skills (`competences`) of the B2i Adultes, by code."""
    return tomllib.loads((DATA / "b2i_adultes_mots_simples.toml").read_text(encoding="utf-8"))


def read_descriptions() -> dict[str, dict]:
    """Fields of each framework by slug."""
    return tomllib.loads((DATA / "referentiels.toml").read_text(encoding="utf-8"))


def b2i_adultes() -> list[DomainRow]:
    """The threshold of a domain is 70 % of its skills, rounded up (secondary sources: it is not in the arrêté)."""
    plain = read_plain_words()
    return [
        DomainRow(
            code=row["code"],
            name=typographic(row["nom"]),
            aim=typographic(row["objectif"]),
            plain_name=plain["domaines"][row["code"]],
            threshold=math.ceil(row["seuil_validation"]["part"] * len(row["competences"])),
            skills=tuple(_b2i_skill(skill, plain["competences"]) for skill in row["competences"]),
        )
        for row in read_json("b2i_adultes.json")["domaines"]
    ]


def _b2i_skill(row: dict, plain: dict[str, str]) -> SkillRow:
    return SkillRow(
        code=row["code"],
        wording=typographic(row["libelle_affichage"]),
        official_wording=row["libelle_officiel"],
        plain_wording=plain[row["code"]],
        elements=tuple(
            ElementRow(each["code"], typographic(each["libelle"]), typographic(each["source"]), each["verified"])
            for each in row["elements"]
        ),
    )


def digcomp() -> list[DomainRow]:
    """The wording is our French translation, the official one the English name."""
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
    """The description of a skill is its only element; verified when it was read in the annex of the code itself."""
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
    rows = read_json("autres_referentiels.json")["clea_numerique"]["domaines"]
    return [DomainRow(code=str(row["ordre"]), name=typographic(row["nom"])) for row in rows]


def pim() -> list[DomainRow]:
    names = read_json("autres_referentiels.json")["pim"]["domaines"]
    return [DomainRow(code=str(order), name=typographic(name)) for order, name in enumerate(names, start=1)]


READERS: dict[str, Callable[[], list[DomainRow]]] = {
    "b2i-adultes-2012": b2i_adultes,
    "digcomp-2-2": digcomp,
    "pix-crcn": pix,
    "clea-numerique": clea,
    "pim-2011": pim,
}
