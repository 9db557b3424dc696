"""The JSON file of a new version: the format of `b2i/data/b2i_adultes.json`, with its crosswalk from the one in use.

Keys are French, as in the data of the site. Besides the domains, the file says what answers to each skill of the
framework in use, with a degree, or in so many words that nothing does.
"""

import datetime
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.framework_files import DomainRow, ElementRow, SkillRow, typographic

NO_EQUIVALENT = "sans équivalent"
MAX_BYTES = 500_000
PROBLEMS_SHOWN = 12
MOST_ROWS = 500  # of one list; a framework has some twenty skills in all
NOT_JSON = "Ce fichier n’est pas du JSON lisible\u00a0: {place}."
DEGREES = ", ".join(f"«\u00a0{degree}\u00a0» ({degree.label})" for degree in MatchDegree)


@dataclass(frozen=True, slots=True)
class FrameworkVersion:
    """A version as its file tells it. `links`: code of a skill in use → what answers to it, by code; none if nothing.

    `fields`: those of the framework but its slug. `origin`: who compared both versions, on which texts.
    """

    slug: str
    fields: Mapping[str, Any]
    domains: tuple[DomainRow, ...]
    links: Mapping[str, Mapping[str, MatchDegree]]
    origin: str

    @property
    def skills(self) -> dict[str, SkillRow]:
        return {skill.code: skill for domain in self.domains for skill in domain.skills}


def parse_json(content: bytes) -> dict[str, Any]:
    """Return what the file holds. Raises ValidationError, with the place, if it is no JSON object."""
    try:
        tree = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        if "\\u0000" in json.dumps(tree, ensure_ascii=False).encode().decode():
            raise ValidationError(NOT_JSON.format(place="il contient un caractère nul"))
    except UnicodeError as error:
        raise ValidationError(NOT_JSON.format(place="il n’est pas écrit en UTF-8")) from error
    except json.JSONDecodeError as error:
        place = f"relisez la ligne\u00a0{error.lineno}, caractère\u00a0{error.colno}"
        raise ValidationError(NOT_JSON.format(place=place)) from error
    except (RecursionError, ValueError) as error:
        raise ValidationError(NOT_JSON.format(place="il contient un nombre ou un emboîtement démesuré")) from error
    if not isinstance(tree, dict):
        raise ValidationError(NOT_JSON.format(place="il doit commencer par une accolade"))
    return tree


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have. Raises ValueError."""
    raise ValueError(name)


def read_version(tree: Mapping[str, Any], *, former_codes: list[str]) -> FrameworkVersion:
    """Return the version. `former_codes`: the skills in use, each of which the file must answer for.

    Raises ValidationError with every problem that was found, each with its place.
    """
    reader = _VersionReader()
    version = reader.version(tree, former_codes)
    if problems := reader.problems:
        more = len(problems) - PROBLEMS_SHOWN
        shown = problems[:PROBLEMS_SHOWN]
        raise ValidationError([*shown, f"Et {more} autre{'s' if more > 1 else ''}."] if more > 0 else shown)
    return version


class _VersionReader:
    """Reads a file to its end, and keeps what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def version(self, tree: Mapping[str, Any], former_codes: list[str]) -> FrameworkVersion:
        top = "le référentiel"
        slug = self.text(tree, "identifiant", top, most=50)
        if slug and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            self.problems.append(
                "«\u00a0identifiant\u00a0»\u00a0: des minuscules sans accent, des chiffres et des traits d’union."
            )
        fields = {
            "name": typographic(self.text(tree, "titre", top, most=120)),
            "version": typographic(self.text(tree, "version", top, most=120)),
            "source": typographic(self.text(tree, "source", top, most=4000)),
            "note": typographic(self.text(tree, "avertissement", top, most=4000, needed=False)),
            "published_on": self.day(tree, "publie_le"),
        }
        domains = tuple(self.domain(row, at) for row, at in self.rows(tree, "domaines", top, "domaine"))
        self.refuse_twice([domain.code for domain in domains], "domaine")
        self.refuse_twice([skill.code for domain in domains for skill in domain.skills], "compétence")
        codes = {skill.code for domain in domains for skill in domain.skills}
        links = self.links(tree, former_codes, codes)
        origin = typographic(self.text(tree, "origine_correspondances", top, most=600))
        return FrameworkVersion(slug, fields, domains, links, origin)

    def domain(self, row: Mapping[str, Any], place: str) -> DomainRow:
        skills = tuple(self.skill(each, at) for each, at in self.rows(row, "competences", place, "compétence"))
        return DomainRow(
            code=self.text(row, "code", place, most=8),
            name=typographic(self.text(row, "nom", place, most=120)),
            aim=typographic(self.text(row, "objectif", place, most=2000, needed=False)),
            plain_name=typographic(self.text(row, "mots_simples", place, most=120, needed=False)),
            short_name=typographic(self.text(row, "deux_mots", place, most=40, needed=False)),
            threshold=self.threshold(row, len(skills), place),
            skills=skills,
        )

    def skill(self, row: Mapping[str, Any], place: str) -> SkillRow:
        wording = self.text(row, "libelle_affichage", place, most=1000)
        code = self.text(row, "code", place, most=8)
        if code and not re.fullmatch(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*", code):
            self.refuse(place, "«\u00a0code\u00a0» s’écrit avec des lettres, des chiffres, des points.")
        return SkillRow(
            code=code,
            wording=typographic(wording),
            official_wording=self.text(row, "libelle_officiel", place, most=1000, needed=False) or wording,
            short_name=typographic(self.text(row, "quelques_mots", place, most=60, needed=False)),
            can_dos=self.can_dos(row, place),
            elements=self.elements(row, place),
        )

    def can_dos(self, row: Mapping[str, Any], place: str) -> tuple[str, ...]:
        texts = row.get("phrases") or []
        if not isinstance(texts, list) or any(not isinstance(text, str) or not text.strip() for text in texts):
            self.refuse(place, "«\u00a0phrases\u00a0» est une liste de textes.")
            return ()
        if any(len(text) > 160 for text in texts):
            self.refuse(place, "une phrase «\u00a0Je sais\u00a0» tient en 160 caractères.")
        self.refuse_twice(texts, f"phrase de {place},")
        return tuple(typographic(text.strip()) for text in texts)

    def elements(self, row: Mapping[str, Any], place: str) -> tuple[ElementRow, ...]:
        if not row.get("elements"):
            return ()
        elements = tuple(
            ElementRow(
                code=self.text(each, "code", at, most=12),
                wording=typographic(self.text(each, "libelle", at, most=2000)),
                source=typographic(self.text(each, "source", at, most=2000)),
                is_verified=each.get("verified") is True,
            )
            for each, at in self.rows(row, "elements", place, "élément")
        )
        self.refuse_twice([element.code for element in elements], f"élément de {place},")
        return elements

    def threshold(self, row: Mapping[str, Any], total: int, place: str) -> int | None:
        """Read a share of the skills, rounded up, or their number. A domain may have no threshold."""
        rule = row.get("seuil_validation")
        if rule is None:
            return None
        rule = rule if isinstance(rule, dict) else {}
        share, number = rule.get("part"), rule.get("minimum_calcule")
        if _is_number(share) and 0 < share <= 1:
            return math.ceil(share * total)
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number <= total:
            return number
        self.refuse(
            place,
            f"«\u00a0seuil_validation\u00a0» dit une «\u00a0part\u00a0» entre 0 et 1, ou un "
            f"«\u00a0minimum_calcule\u00a0» de {total} au plus.",
        )
        return None

    def links(
        self, tree: Mapping[str, Any], former_codes: list[str], codes: set[str]
    ) -> dict[str, dict[str, MatchDegree]]:
        told = tree.get("correspondances")
        if not isinstance(told, dict):
            self.problems.append(
                "«\u00a0correspondances\u00a0» manque\u00a0: elle dit ce que devient chaque compétence en usage."
            )
            return {}
        for code in sorted(told.keys() - set(former_codes)):
            self.problems.append(f"Correspondances\u00a0: {code} n’est pas une compétence du référentiel en usage.")
        return {code: self.answers_to(code, told.get(code), codes) for code in former_codes}

    def answers_to(self, code: str, told: Any, codes: set[str]) -> dict[str, MatchDegree]:
        if told == NO_EQUIVALENT:
            return {}
        if not isinstance(told, dict) or not told:
            self.problems.append(
                f"Correspondances\u00a0: dites ce qui répond à {code}, ou «\u00a0{NO_EQUIVALENT}\u00a0»."
            )
            return {}
        for new_code, degree in told.items():
            if new_code not in codes:
                self.problems.append(f"Correspondances de {code}\u00a0: {new_code} n’est pas dans la nouvelle version.")
            if degree not in MatchDegree.values:
                self.problems.append(f"Correspondances de {code}\u00a0: le degré de {new_code} est l’un de {DEGREES}.")
        return {new_code: MatchDegree(degree) for new_code, degree in told.items() if degree in MatchDegree.values}

    def refuse(self, place: str, words: str) -> None:
        """Note a problem of the row that is called `place`."""
        self.problems.append(f"{capfirst(place)}\u00a0: {words}")

    def text(self, row: Mapping[str, Any], key: str, place: str, *, most: int, needed: bool = True) -> str:
        value = row.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.problems.append(f"Il manque «\u00a0{key}\u00a0» dans {place}.")
            return ""
        if not isinstance(value, str):
            self.refuse(place, f"«\u00a0{key}\u00a0» est un texte, entre guillemets.")
            return ""
        if len(value) > most:
            self.refuse(place, f"«\u00a0{key}\u00a0» tient en {most} caractères.")
        return value.strip()

    def day(self, row: Mapping[str, Any], key: str) -> datetime.date | None:
        value = row.get(key)
        if value in (None, ""):
            return None
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.problems.append(f"«\u00a0{key}\u00a0» est une date comme «\u00a02027-01-31\u00a0», ou rien.")
            return None

    def rows(self, row: Mapping[str, Any], key: str, place: str, noun: str) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Yield each row of a list with its place in words: « la compétence D1.2 », or its rank without a code."""
        rows = row.get(key)
        if not isinstance(rows, list) or not rows:
            self.problems.append(f"Il manque «\u00a0{key}\u00a0», une liste, dans {place}.")
            return
        if len(rows) > MOST_ROWS:
            self.refuse(place, f"«\u00a0{key}\u00a0» a plus de {MOST_ROWS} éléments.")
            return
        article = "la " if noun == "compétence" else "l’" if noun == "élément" else "le "
        for rank, each in enumerate(rows, start=1):
            if not isinstance(each, dict):
                self.refuse(place, f"le numéro {rank} de «\u00a0{key}\u00a0» n’est pas entre accolades.")
                continue
            yield each, f"{article}{noun} {each.get('code') or f'numéro {rank}'}"

    def refuse_twice(self, values: list[str], noun: str) -> None:
        for value, count in Counter(values).items():
            if value and count > 1:
                self.problems.append(f"{capfirst(noun)} {value}\u00a0: {count} fois, il n’en faut qu’une.")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
