"""Process that reads the first sheet of an ODS from its input: `python -m b2i.admission.learner_import.ods_parser`.

Two megabytes of a ZIP file hold sixteen of XML, whose elements take a hundred times as much memory: the limits of the
process judge, and not those of the site. Formulas are not computed: the value shown by the spreadsheet is read.
The parser is ours: odfdo expands repeated cells and takes over a minute on 700 bytes of empty rows (ADR 24).
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from b2i.admission.learner_import.table_limits import MAX_COLUMNS, MAX_LINES, clean_cell
from reseau.documents.extraction.confinement import run_confined
from reseau.documents.extraction.office_archive import Archive
from reseau.documents.extraction.problems import TOO_HEAVY, UNKNOWN, FileProblemError

MAX_XML = 16 * 1024 * 1024  # size of an unpacked ODS
ANSWER = MAX_XML
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def examine_ods(file: BinaryIO, arguments: list[str]) -> dict:
    """Return the lines that hold something, each with its number: the header, those allowed, one more if there are."""
    return {"lines": [[number, *cells] for number, cells in islice(ods_lines(file.read()), MAX_LINES + 2)]}


def ods_lines(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    xml = BytesIO(_content_of(content))
    number = 1
    try:
        for event, element in iterparse(xml, events=("start", "end"), forbid_dtd=True):
            if event == "end" and element.tag == f"{TABLE}table-row":
                cells = _cells(element)
                repeat_count = _repeat_count(element, "number-rows-repeated")
                for offset in range(min(repeat_count, MAX_LINES + 2) if any(cells) else 0):
                    yield number + offset, cells
                number += repeat_count
                element.clear()
            elif event == "end" and element.tag == f"{TABLE}table":
                return
    except (ParseError, DefusedXmlException) as error:
        raise FileProblemError(UNKNOWN) from error


def _content_of(content: bytes) -> bytes:
    """Return the XML of the cells of an ODS. Raises FileProblemError if it is too large, or none."""
    archive = Archive(BytesIO(content))
    archive.check()
    if not archive.start_of("mimetype", 100).startswith(ODS) or "content.xml" not in archive.names:
        raise FileProblemError(UNKNOWN)
    xml = bytearray()
    for chunk in archive.chunks("content.xml"):
        xml += chunk
        if len(xml) > MAX_XML:
            raise FileProblemError(TOO_HEAVY)
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
        return clean_cell(cell.get(f"{OFFICE}date-value", "")[:10])
    return clean_cell(" ".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{TEXT}p")))


def _repeat_count(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


if __name__ == "__main__":
    run_confined(examine_ods, answer=ANSWER)
