"""The file of a spreadsheet (OpenDocument): bold titles on each printed page, columns wide enough to be read."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from django.utils import timezone
from odfdo import Cell as OdfCell
from odfdo import Column, Document, HeaderRows, Row, Style, Table

from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, escape_formula

# Width of a column in cm: of a letter, at least, at most; a longer text goes to the next line.
LETTER, NARROWEST, WIDEST = 0.2, 2, 9
HEADER, TEXT = "entete", "texte"


def write_ods(title: str, sheets: Iterable[SheetOfCells]) -> bytes:
    """Return the bytes of a spreadsheet in French."""
    document = Document("spreadsheet")
    document.body.clear()
    meta = document.meta
    meta.title, meta.language = title, "fr-FR"
    meta.creation_date = timezone.localtime().replace(tzinfo=None)
    meta.clear_user_defined_metadata()
    _add_styles(document)
    for cells in sheets:
        sheet = Table(cells.title)
        for column in _columns(cells.lines):
            sheet.append(column)
        first, *others = [_row(line, TEXT if place else HEADER) for place, line in enumerate(cells.lines)]
        header = HeaderRows()
        header.append(first)
        for part in (header, *others):
            sheet.append(part)
        document.body.append(sheet)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _add_styles(document: Document) -> None:
    for name, is_bold in ((HEADER, True), (TEXT, False)):
        style = Style("table-cell", name=name, area="text", **({"bold": True} if is_bold else {}))
        style.set_properties({"fo:wrap-option": "wrap", "style:vertical-align": "top"}, area="table-cell")
        document.insert_style(style, automatic=True)
    for width in range(NARROWEST, WIDEST + 1):
        style = Style("table-column", name=f"colonne{width}", width=f"{width}cm")
        document.insert_style(style, automatic=True)


def _columns(lines: Sequence[Sequence[Cell]]) -> Iterator[Column]:
    # A note, alone on its line, runs over the cells beside it.
    table = [line for line in lines if len(line) > 1]
    for rank in range(max(map(len, table), default=1)):
        longest = max((len(str(line[rank] or "")) for line in table if rank < len(line)), default=0)
        width = min(max(round(LETTER * longest + 0.5), NARROWEST), WIDEST)
        yield Column(style=f"colonne{width}")


def _row(line: Sequence[Cell], style: str) -> Row:
    row = Row()
    # A note has no style, so that it is not folded in the width of the first column.
    for cell in line:
        row.append_cell(OdfCell(escape_formula(cell), style=style if len(line) > 1 else None), clone=False)
    return row
