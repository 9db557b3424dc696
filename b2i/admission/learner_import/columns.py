"""Columns of a table of learners, recognised by their headings in several spellings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from b2i.admission.learner_import.table_file import TableError, TableLine
from reseau.texts.accent_folding import fold

# Heading of our template, then other headings that people write, folded.
NAMES = {
    "first_name": ("Prénom", {"prenom ou pseudonyme", "pseudonyme"}),
    "last_name": ("Nom", {"nom de famille"}),
    "birth_year": ("Année de naissance", {"annee", "naissance", "ne en", "nee en"}),
    "is_of_age": ("15 ans ou plus", {"plus de 15 ans", "15 ans"}),
    "commune": ("Commune", {"ville", "code insee", "commune ou code insee"}),
    "consent": ("Accord", {"accord de la personne", "consentement"}),
    "consent_on": ("Date de l’accord", {"date accord", "accord le", "date du consentement"}),
    "is_other": ("Autre personne", {"c est une autre personne", "homonyme"}),
}
REQUIRED = ("first_name", "consent", "consent_on")
SKILL = re.compile(r"d ?\d+\.\d+")


@dataclass(slots=True)
class Columns:
    """Position of each column in a line; `skills` by code; `unknown` lists the headings that are ignored."""

    positions: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def of(self, line: TableLine, name: str) -> str:
        """Return the cell of column `name`, or an empty string."""
        return _cell_at(line, self.positions.get(name))

    def skills_of(self, line: TableLine) -> dict[str, str]:
        """Return the non-empty cells of skills, by code."""
        cells = {code: _cell_at(line, position) for code, position in self.skills.items()}
        return {code: cell for code, cell in cells.items() if cell}


def read_columns(header: Sequence[str], *, codes: set[str]) -> Columns:
    """Return the columns of a header. `codes`: codes of the skills of records.

    Raises TableError if a required column is missing or a column appears twice.
    """
    columns = Columns()
    for position, name in enumerate(header):
        field_name = _field_of_heading(name)
        code = _skill_code(name)
        if field_name in columns.positions or code in columns.skills:
            raise TableError(f"La colonne «\u00a0{name}\u00a0» est deux fois dans le tableau.")
        if field_name:
            columns.positions[field_name] = position
        elif code in codes:
            columns.skills[code] = position
        elif name:
            columns.unknown.append(name[:60])
    if missing_headings := [NAMES[name][0] for name in REQUIRED if name not in columns.positions]:
        raise TableError(
            f"Il manque dans la première ligne\u00a0: {', '.join(missing_headings)}. "
            "Partez du modèle à télécharger ci-dessous."
        )
    return columns


def template_header(codes: Sequence[str]) -> list[str]:
    """Return the headings of the template, the skills last."""
    return [*(name for name, _ in NAMES.values()), *codes]


def _field_of_heading(name: str) -> str | None:
    """Return the field of a heading in any of its spellings, or None."""
    folded_name = fold(name)
    for field_name, (heading, spellings) in NAMES.items():
        if folded_name == fold(heading) or folded_name in spellings:
            return field_name
    return None


def _skill_code(name: str) -> str | None:
    """Return the code of a skill: « D1.2 Gérer les fichiers » → « D1.2 »."""
    match = SKILL.match(fold(name))
    return match[0].replace(" ", "").upper() if match else None


def _cell_at(line: TableLine, position: int | None) -> str:
    return line.cells[position] if position is not None and position < len(line.cells) else ""
