"""The words of a PDF, and PDFs that cannot be read."""

import io

import pytest

from reseau.documents.extraction import pdf as pdf_module
from reseau.documents.extraction.pdf import pdf_text
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import locked_pdf, page, pdf


def read_text(content: bytes, max_characters: int = 10_000) -> str:
    return pdf_text(io.BytesIO(content), max_characters)


def problem(content: bytes) -> str:
    with pytest.raises(FileProblemError) as refusal:
        read_text(content)
    return refusal.value.code


def test_pages_are_read_in_order():
    assert read_text(pdf(page("Été"), page("Hiver"))) == "Été\nHiver"


def test_word_split_at_the_end_of_a_line_is_joined():
    assert read_text(pdf(page("une infor-", "mation", "46-", "Lot"))) == "une information\n46-\nLot"


def test_reading_stops_at_the_requested_length():
    assert read_text(pdf(*[page("a" * 90)] * 9), max_characters=100).split() == ["a" * 90] * 2


def test_reading_stops_when_time_runs_out(monkeypatch):
    monkeypatch.setattr(pdf_module, "PATIENCE", -1)
    assert read_text(pdf(page("Un"), page("Deux"))) == "Un"


def test_pdf_with_a_password_is_protected():
    assert problem(locked_pdf(user="bergère", owner="berger")) == "protected"


def test_pdf_protected_against_printing_only_is_read():
    assert read_text(locked_pdf(user="", owner="berger")) == "Un secret de bergère."


def test_page_that_expands_without_end_is_too_heavy():
    assert problem(pdf(b" " * 80_000_000, compressed=True)) == "too_heavy"
