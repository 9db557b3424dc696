"""Reading of a CSV file that somebody uploads: its header and its rows as plain text, or a refusal in French."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from django.core.exceptions import ValidationError

from reseau.directory.open_data.national_columns import COLUMNS

MAX_BYTES = 4 * 1024 * 1024
# Applied in one transaction, in some ten seconds.
MAX_ROWS = 1_000
MAX_CELL = 6_000
# Three times the headings of the schema.
MAX_COLUMNS = 120
DELIMITERS = ",;"
# Without them, no place can be recognised.
REQUIRED = ("id", "nom", "commune")

TOO_BIG = "Ce fichier est trop lourd\u00a0: 4\u00a0Mo au plus."
TOO_LONG = "Ce fichier a plus de 1\u202f000 lieux\u00a0: partagez-le en plusieurs fichiers."
TOO_WIDE = "La ligne {} a plus de 120 colonnes\u00a0: le standard national en a moins."
NOT_A_TABLE = "Ce fichier n’est pas un tableau CSV au standard national\u00a0: ses colonnes ne sont pas les siennes."
NOT_UTF_8 = "Ce fichier n’est pas en UTF-8\u00a0: dans votre tableur, enregistrez-le en CSV, jeu de caractères UTF-8."
MISQUOTED = "La ligne {} ne se lit pas\u00a0: un guillemet y est de trop, ou manque."


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """`rows`: number of the line in the file, then its cells. `ignored`: headings that the schema does not have."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def ignored(self) -> list[str]:
        return [name for name in self.header if name and name not in COLUMNS]


def read_place_table(content: bytes) -> PlaceTable:
    """Return the table that `content` holds: UTF-8 with or without a mark, commas or semicolons.

    Raises ValidationError if the file is too heavy, too long, empty, or lacks a column that the import needs.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(TOO_BIG)
    # One more than is allowed: a file of two million short lines is not kept to be refused.
    written = ((number, cells) for number, cells in _lines(_decoded(content)) if any(cells))
    lines = list(islice(written, MAX_ROWS + 2))
    if not lines:
        raise ValidationError("Ce fichier est vide.")
    header = tuple(cell.strip() for cell in lines[0][1])
    _check_header(header)
    if len(lines) == 1:
        raise ValidationError("Ce fichier n’a que ses titres de colonnes\u00a0: aucun lieu.")
    if len(lines) - 1 > MAX_ROWS:
        raise ValidationError(TOO_LONG)
    return PlaceTable(header, tuple(lines[1:]))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_A_TABLE if b"\0" in content else NOT_UTF_8) from error
    if "\0" in text:
        raise ValidationError(NOT_A_TABLE)
    return text


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    number = 1
    try:
        for cells in reader:
            # Where the row begins: a text of several lines takes as many in the file.
            if len(cells) > MAX_COLUMNS:
                raise ValidationError(TOO_WIDE.format(number))
            yield number, tuple(cell[:MAX_CELL] for cell in cells)
            number = reader.line_num + 1
    except csv.Error as error:
        raise ValidationError(MISQUOTED.format(number)) from error


def _check_header(header: tuple[str, ...]) -> None:
    if not set(header) & set(COLUMNS):
        raise ValidationError(NOT_A_TABLE)
    if twice := [name for name, count in Counter(header).items() if name and count > 1]:
        raise ValidationError(f"Une colonne est deux fois dans le fichier\u00a0: {', '.join(twice)}.")
    if missing := [name for name in REQUIRED if name not in header]:
        raise ValidationError(f"Il manque dans la première ligne\u00a0: {', '.join(missing)}.")
