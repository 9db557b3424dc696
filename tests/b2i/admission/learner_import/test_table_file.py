"""Tests of the reading of untrusted tables."""

import zipfile
from io import BytesIO

import pytest

from b2i.admission.learner_import.table_file import MAX_BYTES, MAX_LINES, TableError, open_table
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: str, *, prolog: str = "", mimetype: str = MIMETYPE) -> bytes:
    """Return an ODS whose only table has these rows, given as XML."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        content = f"<office:document-content {NAMESPACES}><table:table>{rows}</table:table></office:document-content>"
        archive.writestr("content.xml", prolog + content)
    return target.getvalue()


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def rows_of(content: bytes) -> list[tuple]:
    return [(line.number, *line.cells) for line in open_table(content)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_with_any_delimiter_and_encoding(delimiter, encoding):
    text = delimiter.join(("Prénom", "Nom")) + "\r\n" + delimiter.join(("Zoé", "  L’Hôte ")) + "\r\n"
    assert rows_of(text.encode(encoding)) == [(1, "Prénom", "Nom"), (2, "Zoé", "L’Hôte")]


def test_empty_lines_are_skipped_and_numbers_kept():
    assert rows_of(b"a;b\n;;\n\nc;d\n") == [(1, "a", "b"), (4, "c", "d")]


def test_cell_can_hold_line_break_and_delimiter():
    assert rows_of(b'a;b\n"c\nd";"e;f"\n') == [(1, "a", "b"), (2, "c d", "e;f")]


def test_ods_is_read_as_shown():
    formula = 'table:formula="of:=HYPERLINK(&quot;http://x&quot;)"'
    day = 'office:value-type="date" office:date-value="2026-03-12T00:00:00"'
    content = ods(row(cell("Prénom"), cell("Jour")) + row(times=3) + row(cell("Zoé", formula), cell("12 mars", day)))
    assert rows_of(content) == [(1, "Prénom", "Jour"), (5, "Zoé", "2026-03-12")]


def test_own_ods_is_read_back():
    content = spreadsheet(
        "Essai", [SheetOfCells("Un", [["Prénom", "D1.1"], ["Zoé", None]]), SheetOfCells("Deux", [["x"]])]
    )
    assert rows_of(content) == [(1, "Prénom", "D1.1"), (2, "Zoé", "")]


def test_repeated_cells_are_limited_to_columns():
    cells = cell("x", 'table:number-columns-repeated="16384"')
    assert len(open_table(ods(row(cells)))[0].cells) == 60


@pytest.mark.parametrize("attributes", ["", 'table:number-columns-repeated="16384"'])
def test_million_empty_rows_cost_nothing(attributes):
    assert rows_of(ods(row(cell("Prénom")) + row(cell("", attributes), times=1_048_576))) == [(1, "Prénom")]


@pytest.mark.parametrize(
    "content",
    [
        b"x;y\n" * (MAX_LINES + 2),
        ods(row(cell("x"), times=10_000_000)),
        ods(row(cell("x")) * (MAX_LINES + 2)),
    ],
)
def test_too_many_lines_are_refused(content):
    with pytest.raises(TableError, match="1\u202f000 lignes"):
        open_table(content)


def test_thousand_lines_and_header_are_read():
    assert len(open_table(b"x;y\n" * (MAX_LINES + 1))) == MAX_LINES + 1


def test_heavy_file_is_refused_unread():
    with pytest.raises(TableError, match="trop lourd"):
        open_table(b"x" * (MAX_BYTES + 1))


def test_decompression_bomb_is_refused():
    content = ods(row(cell("x" * 1_000)) * 20_000)
    assert len(content) < MAX_BYTES
    with pytest.raises(TableError, match="trop lourd"):
        open_table(content)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\0\0\0\0",
        b"%PDF-1.7\0",
        b"PK\x03\x04 nothing",
        b"\xff\xfe\xd8\xd8\xd8",
        ods("", mimetype="application/vnd.oasis.opendocument.text"),
        ods(row(cell("&b;")), prolog=ENTITIES),
        ods("<not-closed>"),
        b'"' + b"x" * 200_000,
    ],
)
def test_file_that_is_no_table_is_refused(content):
    with pytest.raises(TableError, match="pas un tableau CSV ou ODS"):
        open_table(content)


@pytest.mark.parametrize("content", [b"", b";;\n;;\n", ods(row(cell("")))])
def test_empty_table_is_refused(content):
    with pytest.raises(TableError, match="vide"):
        open_table(content)


@pytest.mark.night("five million elements, read until the memory of the process ends")
def test_elements_without_end_are_ended_by_the_limits_of_the_process():
    """Sixteen megabytes of XML in a file of some kilobytes: read by the site, they would take 1.6 GB."""
    content = ods("<a>" * 5_000_000)

    assert len(content) < MAX_BYTES
    with pytest.raises(TableError, match="trop lourd"):
        open_table(content)
