"""The columns of a table of learners, recognised by their names however they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from b2i.learner_import.table_file import TableError, TableLine
from reseau.text import fold

# What the site writes in its own model, then what else people write (without accents, as `fold` gives it).
NAMES = {
    "first_name": ("Prénom", {"prenom ou pseudonyme", "pseudonyme"}),
    "last_name": ("Nom", {"nom de famille"}),
    "birth_year": ("Année de naissance", {"annee", "naissance", "ne en", "nee en"}),
    "commune": ("Commune", {"ville", "code insee", "commune ou code insee"}),
    "consent": ("Accord", {"accord de la personne", "consentement"}),
    "consent_on": ("Date de l’accord", {"date accord", "accord le", "date du consentement"}),
    "is_other": ("Autre personne", {"c est une autre personne", "homonyme"}),
}
REQUIRED = ("first_name", "consent", "consent_on")
SKILL = re.compile(r"d ?\d+\.\d+")


@dataclass(slots=True)
class Columns:
    """Where each thing stands in a line; `skills` by their code; `unknown` are the names that nobody reads."""

    places: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def of(self, line: TableLine, name: str) -> str:
        return _at(line, self.places.get(name))

    def skills_of(self, line: TableLine) -> dict[str, str]:
        """What stands under each skill, where something does."""
        cells = {code: _at(line, place) for code, place in self.skills.items()}
        return {code: cell for code, cell in cells.items() if cell}


def read_columns(header: Sequence[str], *, codes: set[str]) -> Columns:
    """`codes`: those of the skills that records follow. Raises `TableError` when a needed column lacks or is twice."""
    columns = Columns()
    for place, name in enumerate(header):
        known = _known(name)
        code = _code(name)
        if known in columns.places or code in columns.skills:
            raise TableError(f"La colonne «\u00a0{name}\u00a0» est deux fois dans le tableau.")
        if known:
            columns.places[known] = place
        elif code in codes:
            columns.skills[code] = place
        elif name:
            columns.unknown.append(name[:60])
    if missing := [NAMES[name][0] for name in REQUIRED if name not in columns.places]:
        raise TableError(
            f"Il manque dans la première ligne\u00a0: {', '.join(missing)}. Partez du modèle à télécharger ci-dessous."
        )
    return columns


def template_header(codes: Sequence[str]) -> list[str]:
    return [*(name for name, _ in NAMES.values()), *codes]


def _known(name: str) -> str | None:
    folded = fold(name)
    return next((key for key, (own, others) in NAMES.items() if folded == fold(own) or folded in others), None)


def _code(name: str) -> str | None:
    """« D1.2 Gérer les fichiers » → « D1.2 »."""
    found = SKILL.match(fold(name))
    return found[0].replace(" ", "").upper() if found else None


def _at(line: TableLine, place: int | None) -> str:
    return line.cells[place] if place is not None and place < len(line.cells) else ""
