"""Names and sizes of files, as displayed."""

import pytest

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, shown_name, size_in_words


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Mémo.pdf", "pdf", "Mémo.pdf"),
        ("Mémo.PDF", "pdf", "Mémo.pdf"),
        ("Mémo", "pdf", "Mémo.pdf"),
        ("Mémo v1.2", "pdf", "Mémo v1.2.pdf"),
        ("facture.pdf.exe", "pdf", "facture.pdf.exe.pdf"),
        ("page.html", "txt", "page.html.txt"),
        ("liste.csv", "txt", "liste.csv"),
        ("diapos.ppsx", "pptx", "diapos.ppsx"),
        ("C:\\Users\\moi/../secret.odt", "odt", "C--Users-moi-..-secret.odt"),
        ("  deux \n lignes .docx", "docx", "deux lignes.docx"),
        ("facture\u202efdp.exe", "pdf", "facturefdp.exe.pdf"),
        ("e\u0301te\u0301.txt", "txt", "été.txt"),
        ('"<b>".txt', "txt", "--b--.txt"),
        (".pdf", "pdf", "pdf.pdf"),
        ("...", "pdf", "fichier.pdf"),
        ("", "odp", "fichier.odp"),
    ],
)
def test_name_ends_with_the_extension_of_its_kind(name, kind, expected):
    assert shown_name(name, FileKind(kind)) == expected


def test_long_name_is_cut_before_its_extension():
    name = shown_name("a" * 300 + ".pptx", FileKind.PPTX)
    assert (len(name), name[-6:]) == (MAX_NAME, "a.pptx")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, "1\u00a0ko"),
        (34_500, "34\u00a0ko"),
        (1_048_576, "1\u00a0Mo"),
        (1_300_000, "1,2\u00a0Mo"),
        (20_971_520, "20\u00a0Mo"),
    ],
)
def test_size_is_shown_in_usual_units(size, expected):
    assert size_in_words(size) == expected
