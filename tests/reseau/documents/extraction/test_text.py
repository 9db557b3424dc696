"""The text as it is stored: whole characters, few blanks, limited length."""

import io

import pytest

from reseau.documents.extraction import kinds
from reseau.documents.extraction import text as text_reader
from reseau.documents.extraction.text import MAX_CHARACTERS, clean_text
from tests.reseau.documents.files.documents import OFFICE, page, pdf


@pytest.mark.parametrize(
    ("raw_text", "stored_text"),
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
def test_text_is_tidied(raw_text, stored_text):
    assert clean_text(raw_text) == stored_text


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [("pdf", pdf(page("Oui")), "Oui"), ("txt", b"Oui", "Oui"), ("odt", OFFICE["odt"], None)],
)
def test_each_kind_has_its_reader(kind, content, text):
    extracted_text = text_reader.examine(io.BytesIO(content), [kind])["text"]
    assert extracted_text == text if text else extracted_text.startswith("Tricoter\nUn début\n")
    assert kinds.examine(io.BytesIO(content), []) == {"kind": kind}
