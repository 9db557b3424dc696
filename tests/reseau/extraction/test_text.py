"""The text as it is stored: whole characters, few blanks, limited length."""

import io

import pytest

from reseau.extraction import kinds
from reseau.extraction import text as read
from reseau.extraction.text import MAX_CHARACTERS, clean_text
from tests.reseau.files.documents import OFFICE, page, pdf


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("ﬁn de l’oﬃce", "fin de l’office"),
        ("e\u0301te\u0301", "été"),
        ("para\u00adpluie", "parapluie"),
        ("un\u00a0 \t mot", "un mot"),
        ("\n a \r\n\n\n b \n", "a\nb"),
        ("a\x00b\ud800c\x0cd", "abc d"),
        ("a" * (MAX_CHARACTERS + 1), "a" * MAX_CHARACTERS),
    ],
)
def test_text_is_tidied(raw, kept):
    assert clean_text(raw) == kept


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [("pdf", pdf(page("Oui")), "Oui"), ("txt", b"Oui", "Oui"), ("odt", OFFICE["odt"], None)],
)
def test_each_kind_has_its_reader(kind, content, text):
    told = read.examine(io.BytesIO(content), [kind])["text"]
    assert told == text if text else told.startswith("Tricoter\nUn début\n")
    assert kinds.examine(io.BytesIO(content), []) == {"kind": kind}
