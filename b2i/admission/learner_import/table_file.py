"""Reading of an untrusted table (CSV or ODS): its lines as plain text, or a refusal."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from b2i.admission.learner_import.table_limits import MAX_COLUMNS, MAX_LINES, clean_cell
from reseau.documents.extraction.problems import TOO_HEAVY, FileProblemError
from reseau.documents.extraction.reader import run_program

ODS_PARSER = "b2i.admission.learner_import.ods_parser"
MAX_BYTES = 2 * 1024 * 1024
# A quotation mark that nothing closes. The limit of `csv` itself is one for the process, and libraries raise it.
LONGEST_CELL = 100_000

NOT_A_TABLE = (
    "Ce fichier n’est pas un tableau CSV ou ODS. Dans votre tableur, choisissez «\u00a0Enregistrer sous\u00a0»."
)
TOO_LONG = "Ce tableau a plus de 1\u202f000 lignes. Partagez-le en plusieurs fichiers."
TOO_BIG = "Ce fichier est trop lourd\u00a0: 2\u00a0Mo au plus. Gardez une seule feuille, sans image."


class TableError(Exception):
    """The file cannot be read; the message is for the animator."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the table. `number` is its number in the spreadsheet."""

    number: int
    cells: tuple[str, ...]


def open_table(content: bytes) -> list[TableLine]:
    """Return the non-empty lines, the header first.

    Raises TableError if the file is too heavy, too long, empty or not a table.
    """
    if len(content) > MAX_BYTES:
        raise TableError(TOO_BIG)
    lines = []
    for line in _ods(content) if content.startswith(b"PK") else _csv(content):
        if len(lines) > MAX_LINES:
            raise TableError(TOO_LONG)
        if any(line.cells):
            lines.append(line)
    if not lines:
        raise TableError("Ce tableau est vide.")
    return lines


def _csv(content: bytes) -> Iterator[TableLine]:
    text = _decoded(content)
    if "\0" in text:
        raise TableError(NOT_A_TABLE)
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), start=1):
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise TableError(NOT_A_TABLE)
            if cells:  # two megabytes may hold as many empty lines
                yield TableLine(number, tuple(clean_cell(cell) for cell in cells[:MAX_COLUMNS]))
    except csv.Error as error:
        raise TableError(NOT_A_TABLE) from error


def _decoded(content: bytes) -> str:
    """Decode UTF-8, UTF-16, or the Windows encoding of old spreadsheets."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(NOT_A_TABLE)


def _ods(content: bytes) -> list[TableLine]:
    """Return what the process with limits reads."""
    try:
        lines = run_program(ODS_PARSER, file=BytesIO(content))["lines"]
    except FileProblemError as problem:
        raise TableError(TOO_BIG if problem.code == TOO_HEAVY else NOT_A_TABLE) from problem
    return [TableLine(number, tuple(cells)) for number, *cells in lines]
