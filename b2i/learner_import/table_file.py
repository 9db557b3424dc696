"""Reading of an untrusted table (CSV or ODS): its lines as plain text, or a refusal.

Formulas are not computed: the value shown by the spreadsheet is read.
The parser is ours: odfdo expands repeated cells and takes over a minute on 700 bytes of empty rows (ADR 24).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from reseau.extraction.office_archive import Archive
from reseau.extraction.problems import TOO_HEAVY, FileProblemError

MAX_BYTES = 2 * 1024 * 1024
MAX_XML = 16 * 1024 * 1024  # size of an unpacked ODS
MAX_LINES = 1_000  # imported in one transaction, in about five seconds
MAX_COLUMNS = 60
# A quotation mark that nothing closes. The limit of `csv` itself is one for the process, and libraries raise it.
LONGEST_CELL = 100_000
MAX_CELL = 500
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}

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
            yield TableLine(number, tuple(_clean(cell) for cell in cells[:MAX_COLUMNS]))
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


def _ods(content: bytes) -> Iterator[TableLine]:
    xml = BytesIO(_content_of(content))
    number = 1
    try:
        for event, element in iterparse(xml, events=("start", "end"), forbid_dtd=True):
            if event == "end" and element.tag == f"{TABLE}table-row":
                cells = _cells(element)
                repeat_count = _repeat_count(element, "number-rows-repeated")
                for offset in range(min(repeat_count, MAX_LINES + 2) if any(cells) else 0):
                    yield TableLine(number + offset, cells)
                number += repeat_count
                element.clear()
            elif event == "end" and element.tag == f"{TABLE}table":
                return
    except (ParseError, DefusedXmlException) as error:
        raise TableError(NOT_A_TABLE) from error


def _content_of(content: bytes) -> bytes:
    """Return the XML of the cells of an ODS. Raises TableError if it is too large."""
    try:
        archive = Archive(BytesIO(content))
        archive.check()
        if not archive.start_of("mimetype", 100).startswith(ODS) or "content.xml" not in archive.names:
            raise TableError(NOT_A_TABLE)
        xml = bytearray()
        for chunk in archive.chunks("content.xml"):
            xml += chunk
            if len(xml) > MAX_XML:
                raise TableError(TOO_BIG)
    except FileProblemError as problem:
        raise TableError(TOO_BIG if problem.code == TOO_HEAVY else NOT_A_TABLE) from problem
    return bytes(xml)


def _cells(row: Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in CELLS:
            room = MAX_COLUMNS - len(cells)
            cells += [_cell_text(cell)] * min(_repeat_count(cell, "number-columns-repeated"), room)
    return tuple(cells)


def _cell_text(cell: Element) -> str:
    """Return the text shown in a cell; a date as 2026-03-12 whatever its format. Comments are ignored."""
    if cell.get(f"{OFFICE}value-type") == "date":
        return _clean(cell.get(f"{OFFICE}date-value", "")[:10])
    return _clean(" ".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{TEXT}p")))


def _repeat_count(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _clean(cell: str) -> str:
    return " ".join(cell.split())[:MAX_CELL]
