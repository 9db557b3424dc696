"""A document as headings, paragraphs and items, whatever its format."""

import io

import pytest

from reseau.documents.extraction import reader
from reseau.documents.extraction.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import OFFICE, locked_pdf, page, pdf, word

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def outline(content: bytes, kind: str) -> list[Block]:
    return reader.outline(io.BytesIO(content), kind=kind)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_headings_of_opendocument_have_their_level():
    assert outline(OFFICE["odt"], "odt")[:3] == [
        Block(HEADING, "Tricoter", 1),
        Block(HEADING, "Un début", 2),
        Block(PARAGRAPH, "Prenez une pelote de laine."),
    ]


def test_word_styles_mark_title_headings_and_items():
    body = (
        paragraph("Tricoter", '<w:pStyle w:val="Titre"/>')
        + paragraph("But", '<w:pStyle w:val="Heading2"/>')
        + paragraph("Nouer", "<w:numPr/>")
        + paragraph("• Couper")
        + paragraph("Fin")
    )
    part = f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'.encode()
    assert outline(word(part), "docx") == [
        Block(TITLE, "Tricoter"),
        Block(HEADING, "But", 2),
        Block(ITEM, "Nouer"),
        Block(ITEM, "Couper"),
        Block(PARAGRAPH, "Fin"),
    ]


def test_lines_of_a_pdf_are_joined_into_sentences():
    content = pdf(page("Prenez une pelote", "de laine.", "Nouez."))
    assert outline(content, "pdf") == [Block(PARAGRAPH, "Prenez une pelote de laine."), Block(PARAGRAPH, "Nouez.")]


def test_text_is_read_as_markdown():
    assert outline("# Été\n\n- un\n- deux".encode(), "txt") == [
        Block(HEADING, "Été", 1),
        Block(ITEM, "un"),
        Block(ITEM, "deux"),
    ]


@pytest.mark.parametrize(
    ("content", "code"), [(pdf(page("Oui"))[:80], "broken"), (locked_pdf(user="a", owner="b"), "protected")]
)
def test_unreadable_file_has_a_problem(content, code):
    with pytest.raises(FileProblemError) as refusal:
        outline(content, "pdf")
    assert refusal.value.code == code
