"""Names in the archive: readable, without accents, each once."""

import pytest

from reseau.documents.dossiers.ascii_names import LONGEST, ascii_file_name, ascii_name, distinct_paths


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Été à l’EPM de Saint-Céré", "Ete a l EPM de Saint-Cere"),
        ("Cœur de ville : œuvres", "Coeur de ville - oeuvres"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u202egpj.exe", "a-gpj.exe"),
        ("C:\\temp\\x", "C-temp-x"),
        ("Vue, gestes : outils", "Vue, gestes - outils"),
        ("Москва", "autre"),
        ("", "autre"),
    ],
)
def test_name_has_plain_letters_only(text, name):
    assert ascii_name(text, "autre") == name


def test_long_name_is_cut():
    assert len(ascii_name("mot " * 100, "autre")) <= LONGEST


def test_extension_is_kept_whatever_the_length():
    assert ascii_file_name("é" * 200, "pdf") == f"{'e' * LONGEST}.pdf"


def test_names_are_unique_whatever_their_capitals():
    assert distinct_paths(["a.pdf", "A.pdf", "con.pdf"], "Dossier") == [
        "Dossier/a.pdf",
        "Dossier/A (2).pdf",
        "Dossier/_con.pdf",
    ]
