"""Names of files in an archive: each once, fit for any system."""

import pytest

from reseau.documents.files.zip_entries import distinct_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["memo.pdf", "memo.pdf", "MEMO.PDF"], ["memo.pdf", "memo (2).pdf", "MEMO (3).PDF"]),
        (["a (2).txt", "a.txt", "a.txt"], ["a (2).txt", "a.txt", "a (3).txt"]),
        (["con.txt", "Aux.pdf", "LPT1.odt", "nul.tar.txt"], ["_con.txt", "_Aux.pdf", "_LPT1.odt", "_nul.tar.txt"]),
        (["fiche.pdf"], ["fiche (2).pdf"]),
        (["Congés.txt"], ["Congés.txt"]),
    ],
)
def test_names_are_unique_in_the_archive(names, expected):
    assert distinct_names(names, reserved_names=["Fiche.pdf"]) == expected
