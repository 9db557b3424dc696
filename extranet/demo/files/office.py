"""Small office documents, written part by part: the minimum that programs accept, the same bytes each time.

Each has a title, a language and real headings, which screen readers need.
"""

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
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CORE_PART = "docProps/core.xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
LANGUAGE = "fr-FR"


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
    return _open_document("text", title, f"<office:text>{body}</office:text>")


def odp(title: str, sections: Sequence[DocumentSection]) -> bytes:
    """One slide a section; the title is that of the first one."""
    slides = "".join(
        f'<draw:page draw:name="page{rank}" draw:master-page-name="Default">'
        + _frame(section.heading, top=1, role="title")
        + "".join(_frame(line, top=4 + 3 * place) for place, line in enumerate(section.lines))
        + "</draw:page>"
        for rank, section in enumerate((DocumentSection(title, ()), *sections), start=1)
    )
    return _open_document("presentation", title, f"<office:presentation>{slides}</office:presentation>")


def _frame(text: str, *, top: int, role: str = "") -> str:
    kind = f'presentation:class="{role}" ' if role else ""
    return (
        f'<draw:frame {kind}svg:width="24cm" svg:height="2.5cm" svg:x="2cm" svg:y="{top}cm">'
        f"<draw:text-box><text:p>{escape(text)}</text:p></draw:text-box></draw:frame>"
    )


def _open_document(kind: str, title: str, body: str) -> bytes:
    media_type = f"{OPEN_DOCUMENT}.{kind}"
    names = {"office": "office", "text": "text", "draw": "drawing", "style": "style", "svg": "svg-compatible"}
    names |= {"presentation": "presentation", "meta": "meta"}
    spaces = " ".join(f'xmlns:{prefix}="{ODF}:{name}:1.0"' for prefix, name in names.items())
    spaces += f' xmlns:fo="{ODF}:xsl-fo-compatible:1.0" xmlns:dc="{DUBLIN_CORE}" office:version="1.3"'
    family = "paragraph" if kind == "text" else "graphic"
    language = (
        f'<office:styles><style:default-style style:family="{family}"><style:text-properties fo:language="fr" '
        'fo:country="FR"/></style:default-style></office:styles>'
    )
    meta = f"<dc:title>{escape(title)}</dc:title><dc:language>{LANGUAGE}</dc:language>"
    layout = (
        '<office:automatic-styles><style:page-layout style:name="A"><style:page-layout-properties '
        'fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="A"/>'
        "</office:master-styles>"
    )
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind_of_part}"/>'
        for path, kind_of_part in (
            ("/", media_type),
            ("content.xml", "text/xml"),
            ("meta.xml", "text/xml"),
            ("styles.xml", "text/xml"),
        )
    )
    return archive(
        {
            "mimetype": media_type,
            "META-INF/manifest.xml": f'{DECLARATION}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" '
            f'manifest:version="1.3">{manifest}</manifest:manifest>',
            "content.xml": f"{DECLARATION}<office:document-content {spaces}><office:body>{body}</office:body>"
            "</office:document-content>",
            "meta.xml": f"{DECLARATION}<office:document-meta {spaces}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
            "styles.xml": f"{DECLARATION}<office:document-styles {spaces}>{language}{layout}</office:document-styles>",
        }
    )


def docx(title: str, sections: Sequence[DocumentSection]) -> bytes:
    paragraphs = [_paragraph(title, level=1)]
    for section in sections:
        paragraphs += [_paragraph(section.heading, level=2), *(_paragraph(line) for line in section.lines)]
    document = (
        f'{DECLARATION}<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main">'
        f"<w:body>{''.join(paragraphs)}</w:body></w:document>"
    )
    return archive(
        {
            "[Content_Types].xml": content_types(
                {
                    "/word/document.xml": f"{OOXML}.wordprocessingml.document.main+xml",
                    "/word/styles.xml": f"{OOXML}.wordprocessingml.styles+xml",
                }
            ),
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}, has_title=True),
            CORE_PART: core_properties(title),
            "word/document.xml": document,
            "word/styles.xml": _styles(),
            "word/_rels/document.xml.rels": relations({"styles": "styles.xml"}),
        }
    )


def _paragraph(text: str, *, level: int = 0) -> str:
    style = f'<w:pPr><w:pStyle w:val="Titre{level}"/></w:pPr>' if level else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Titre{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in (1, 2)
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:lang w:val="{LANGUAGE}"/></w:rPr></w:rPrDefault></w:docDefaults>{headings}</w:styles>'
    )


def core_properties(title: str) -> str:
    """Render the title and the language of an Office document."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
        f'xmlns:dc="{DUBLIN_CORE}"><dc:title>{escape(title)}</dc:title><dc:language>{LANGUAGE}</dc:language>'
        "</cp:coreProperties>"
    )


def content_types(parts: dict[str, str]) -> str:
    """Render the types of the parts, and that of the title, which every document has."""
    parts = parts | {f"/{CORE_PART}": "application/vnd.openxmlformats-package.core-properties+xml"}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{DECLARATION}<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relations(
    targets: dict[str, str], *, extra_targets: Sequence[tuple[str, str]] = (), has_title: bool = False
) -> str:
    """Render the relations of a part. `targets`: type → part; `extra_targets`: pairs, for parts of the same type.

    `has_title`: those of the whole document, which lead to its title too.
    """
    links = "".join(
        f'<Relationship Id="rId{rank}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for rank, (kind, target) in enumerate((*targets.items(), *extra_targets), start=1)
    )
    if has_title:
        links += f'<Relationship Id="rIdCore" Type="{CORE_RELATION}" Target="{CORE_PART}"/>'
    return f'{DECLARATION}<Relationships xmlns="{OFFICE}/package/2006/relationships">{links}</Relationships>'


def archive(parts: dict[str, str]) -> bytes:
    """Return the parts in one archive; the first one is not compressed, since OpenDocument reads its type there."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zip_file:
        for name, text in parts.items():
            compression = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            zip_file.writestr(zipfile.ZipInfo(name), text.encode(), compress_type=compression)
    return content.getvalue()
