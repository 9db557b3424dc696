"""Spreadsheets as another program reads them: types, title, language, columns that can be read, no formula."""

import io
import zipfile

from django.utils import timezone
from lxml import etree

from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet

NAMES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office", "table": "table", "text": "text", "style": "style", "meta": "meta",
        "fo": "xsl-fo-compatible",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip
NOTE = "Une note qui court au-delà de la première colonne, sans la rendre plus large."
LINES = [["EPM", "Personnes", "Part"], ["EPM de Bellefont-La Rauze", 12, 0.5], ["=2+2", None, -3], [], [NOTE]]


def part(name: str, lines=LINES) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(spreadsheet("Chiffres", [SheetOfCells("Par EPM", lines)]))) as archive:
        return etree.fromstring(archive.read(name))


def found(root: etree._Element, path: str) -> list:
    return root.xpath(path, namespaces=NAMES)


def test_cells_have_their_types_and_are_never_formulas():
    content = part("content.xml")
    cells = found(content, "//table:table-cell[@office:value-type]")
    values = [each.get(f"{{{NAMES['office']}}}value") or "".join(each.itertext()).strip() for each in cells]

    assert values == [
        "EPM", "Personnes", "Part", "EPM de Bellefont-La Rauze", "12", "0.5", "'=2+2", "-3", NOTE,
    ]  # fmt: skip
    assert found(content, "//@office:value-type") == ["string"] * 4 + ["float"] * 2 + ["string", "float", "string"]
    assert found(content, "//@table:formula") == []


def test_document_says_its_title_its_language_and_its_day():
    meta = part("meta.xml")

    assert found(meta, "//dc:language/text() | //dc:title/text()") == ["fr-FR", "Chiffres"]
    assert found(meta, "//meta:creation-date/text()")[0].startswith(timezone.localdate().isoformat())
    assert found(meta, "//meta:user-defined") == []
    assert found(part("styles.xml"), "//style:default-style[@style:family='table-cell']//@fo:language") == ["fr"]


def test_first_line_names_the_columns_on_each_printed_page():
    content = part("content.xml")
    header = found(content, "//table:table-header-rows/table:table-row/table:table-cell")
    style = header[0].get(f"{{{NAMES['table']}}}style-name")

    assert ["".join(cell.itertext()).strip() for cell in header] == LINES[0]
    assert found(content, f"//style:style[@style:name='{style}']//@fo:font-weight") == ["bold"]


def test_columns_are_as_wide_as_their_words_ask():
    content = part("content.xml")
    styles = found(content, "//table:table-column/@table:style-name")
    widths = [found(content, f"//style:style[@style:name='{name}']//@style:column-width") for name in styles]

    assert widths == [["6cm"], ["2cm"], ["2cm"]]


def test_sheet_without_a_line_is_empty():
    assert found(part("content.xml", [["EPM"]]), "//table:table-row") != []
