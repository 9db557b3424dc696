"""Small office documents, written part by part: the minimum that programs accept, the same bytes each time."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A chapter of a text, or a slide."""

    heading: str
    lines: tuple[str, ...]


def odt(title: str, sections: Sequence[DocumentSection]) -> bytes:
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>' + "".join(
        f'<text:h text:outline-level="2">{escape(section.heading)}</text:h>'
        + "".join(f"<text:p>{escape(line)}</text:p>" for line in section.lines)
        for section in sections
    )
    return _open_document("text", f"<office:text>{body}</office:text>")


def odp(title: str, sections: Sequence[DocumentSection]) -> bytes:
    """One slide a section; the title is that of the first one."""
    slides = "".join(
        f'<draw:page draw:name="page{rank}" draw:master-page-name="Default">'
        + _frame(section.heading, top=1)
        + "".join(_frame(line, top=4 + 3 * place) for place, line in enumerate(section.lines))
        + "</draw:page>"
        for rank, section in enumerate((DocumentSection(title, ()), *sections), start=1)
    )
    return _open_document("presentation", f"<office:presentation>{slides}</office:presentation>")


def _frame(text: str, *, top: int) -> str:
    return (
        f'<draw:frame svg:width="24cm" svg:height="2.5cm" svg:x="2cm" svg:y="{top}cm">'
        f"<draw:text-box><text:p>{escape(text)}</text:p></draw:text-box></draw:frame>"
    )


def _open_document(kind: str, body: str) -> bytes:
    media_type = f"{OPEN_DOCUMENT}.{kind}"
    names = {"office": "office", "text": "text", "draw": "drawing", "style": "style", "svg": "svg-compatible"}
    spaces = " ".join(f'xmlns:{prefix}="{ODF}:{name}:1.0"' for prefix, name in names.items())
    spaces += f' xmlns:fo="{ODF}:xsl-fo-compatible:1.0" office:version="1.3"'
    layout = (
        '<office:automatic-styles><style:page-layout style:name="A"><style:page-layout-properties '
        'fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="A"/>'
        "</office:master-styles>"
    )
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind_of_part}"/>'
        for path, kind_of_part in (("/", media_type), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    return archive(
        {
            "mimetype": media_type,
            "META-INF/manifest.xml": f'{DECLARATION}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" '
            f'manifest:version="1.3">{manifest}</manifest:manifest>',
            "content.xml": f"{DECLARATION}<office:document-content {spaces}><office:body>{body}</office:body>"
            "</office:document-content>",
            "styles.xml": f"{DECLARATION}<office:document-styles {spaces}>{layout}</office:document-styles>",
        }
    )


def docx(title: str, sections: Sequence[DocumentSection]) -> bytes:
    paragraphs = [_paragraph(title, bold=True)]
    for section in sections:
        paragraphs += [_paragraph(section.heading, bold=True), *(_paragraph(line) for line in section.lines)]
    document = (
        f'{DECLARATION}<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main">'
        f"<w:body>{''.join(paragraphs)}</w:body></w:document>"
    )
    return archive(
        {
            "[Content_Types].xml": content_types({"/word/document.xml": f"{OOXML}.wordprocessingml.document.main+xml"}),
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": document,
        }
    )


def _paragraph(text: str, *, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def content_types(parts: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{DECLARATION}<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relations(targets: dict[str, str], *, extra_targets: Sequence[tuple[str, str]] = ()) -> str:
    """Render the relations of a part. `targets`: type → part; `extra_targets`: pairs, for parts of the same type."""
    links = "".join(
        f'<Relationship Id="rId{rank}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for rank, (kind, target) in enumerate((*targets.items(), *extra_targets), start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{OFFICE}/package/2006/relationships">{links}</Relationships>'


def archive(parts: dict[str, str]) -> bytes:
    """Return the parts in one archive; the first one is not compressed, since OpenDocument reads its type there."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zip_file:
        for name, text in parts.items():
            compression = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            zip_file.writestr(zipfile.ZipInfo(name), text.encode(), compress_type=compression)
    return content.getvalue()
