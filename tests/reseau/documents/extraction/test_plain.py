"""Plain text in the encodings of common computers."""

import codecs
import io

import pytest

from reseau.documents.extraction.plain import decode, plain_text
from reseau.documents.extraction.problems import FileProblemError


@pytest.mark.parametrize(
    "content",
    [
        "L’œuf à 3 €".encode(),
        codecs.BOM_UTF8 + "L’œuf à 3 €".encode(),
        "L’œuf à 3 €".encode("cp1252"),
        codecs.BOM_UTF16_BE + "L’œuf à 3 €".encode("utf-16-be"),
        codecs.BOM_UTF16_LE + "L’œuf à 3 €".encode("utf-16-le"),
    ],
)
def test_each_encoding_is_decoded(content):
    assert plain_text(io.BytesIO(content)) == "L’œuf à 3 €"


@pytest.mark.parametrize("content", [b"a\x00b", b"\x81\x8d", b"\x1b[31m", codecs.BOM_UTF16_LE + b"a"])
def test_file_that_is_no_text_gives_none(content):
    assert decode(content) is None
    with pytest.raises(FileProblemError):
        plain_text(io.BytesIO(content))


def test_empty_text_is_a_text():
    assert decode(codecs.BOM_UTF8) == ""
