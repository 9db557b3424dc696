"""Papers: typed text is printed as typed, whatever it contains, and tagged for screen readers."""

import io
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from reseau.documents.drawings.colours import palette
from reseau.documents.papers.paper import Paper, missing_characters

TEMPLATE = Path(__file__).parents[2] / "data" / "essai.typ"


def memo(*lines: str) -> Paper:
    return Paper.of(TEMPLATE, title="Ranger", origin="EPM de Gramat", site="Le site", lines=lines)


def text_of(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf())).pages)


@pytest.mark.parametrize(
    "line",
    [
        "L’œuvre «\u00a0été\u00a0» coûte 3\u202f€\u00a0: à l’Hôtel\u00a0! – fin… affiche",
        "ÇA VA, Ÿ, Œ, Æ, 1ᵉʳ, n°, ½, 2², —, ·",
        '#import "@preview/x:1.0.0": * #panic("non") #let data = 1',
        "[[ ]) }{ $x^2$ *gras* _italique_ `code` <etiquette> @renvoi",
        "= titre - liste // note /* */ \\ ~",
        "\"guillemets\" et 'apostrophes' -- --- ...",
        "☐ à cocher → suite ✓ ⚠ ★",
        "Ελληνικά, Привет, žluťoučký",
    ],
)
def test_line_is_printed_as_typed(line):
    assert text_of(memo(line)).count(line) == 1


@pytest.mark.parametrize(
    ("text", "printed_text"),
    [
        ("Fait ✅ bravo", "Fait ✓ bravo"),
        ("👉 Cliquez 😀", "→ Cliquez □"),
        ("Étape 1️⃣ sur 10", "Étape 1 sur 10"),
        ("漢字", "□□"),
        ("a\x00b\x0bc\x1f\ud83dd", "abcd"),
        ("nom\u202efdp.exe", "nomfdp.exe"),
        (unicodedata.normalize("NFD", "élève"), "élève"),
    ],
)
def test_paper_is_printed_without_characters_that_no_font_has(text, printed_text):
    assert text_of(memo(f"[{text}]")).count(f"[{printed_text}]") == 1


def test_digit_of_an_emoji_is_not_reported_as_a_missing_character():
    diagnostic = (
        'error: the text `"1"` could not be displayed with font\nthe text `"\\u{1f600}"` could not be displayed'
    )
    assert missing_characters(diagnostic) == {"😀"}


def test_long_word_stays_on_the_page():
    long_word = "https://example.org/" + "a" * 280
    text = text_of(memo(long_word))
    assert text.replace("\n", "").count(long_word) == 1
    assert max(len(line) for line in text.splitlines()) < 70


def test_paper_is_tagged_in_french_with_its_title():
    pdf = PdfReader(io.BytesIO(memo("Je range.").pdf()))
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value, pdf.metadata.title) == ("fr", True, "Ranger")
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_fonts_are_embedded_in_the_paper():
    page = PdfReader(io.BytesIO(memo("Je range.").pdf())).pages[0]
    fonts = [font.get_object()["/DescendantFonts"][0] for font in page["/Resources"]["/Font"].values()]
    assert [font for font in fonts if not {"/FontFile2", "/FontFile3"} & font["/FontDescriptor"].keys()] == []


def test_first_page_has_the_name_of_the_site_and_the_others_its_title_at_their_foot(settings):
    settings.ORIGIN = "https://extranet.example.org"
    paper = memo(*[f"Ligne {number}" for number in range(60)])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf())).pages]
    count = len(pages)
    assert count > 1
    assert [text.splitlines()[-1] for text in pages] == [
        f"{'Ranger' if number > 1 else 'Le site'} · extranet.example.org page {number} sur {count}"
        for number in range(1, count + 1)
    ]


def test_paper_changes_with_the_colours_and_the_address_of_the_site(monkeypatch, settings):
    before = memo("Je range.").fingerprint
    settings.ORIGIN = "https://ailleurs.example.org"
    elsewhere = memo("Je range.").fingerprint
    monkeypatch.setattr("reseau.documents.papers.paper.palette", lambda theme: {**palette(theme), "river": "#000000"})
    assert len({before, elsewhere, memo("Je range.").fingerprint}) == 3


def test_same_words_give_the_same_bytes_and_fingerprint():
    first, same, different = memo("Je range."), memo("Je range."), memo("Je trie.")
    assert (first.pdf() == same.pdf(), first.fingerprint == same.fingerprint) == (True, True)
    assert first.fingerprint != different.fingerprint
