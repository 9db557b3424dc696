"""Tests of the PDF card."""

import io

import pytest
from pypdf import PdfReader

from b2i.learners.paper import card_pdf

pytestmark = pytest.mark.django_db
URL = "https://extranet.example.org/carte/?n=46-0007"


@pytest.fixture
def reader(learner):
    def read_card(**options) -> PdfReader:
        return PdfReader(io.BytesIO(card_pdf(learner=learner, login_url=URL, **options)))

    return read_card


def test_card_is_one_a7_page(reader):
    pages = reader().pages
    assert len(pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [105, 74]


def test_card_shows_number_secret_name_and_address(reader):
    text = reader(secret="2580").pages[0].extract_text()
    for expected in ("Jeanne Delpech", "46-0007", "2580", "extranet.example.org/carte/", "EPM de Gramat"):
        assert text.count(expected) == 1


def test_card_without_secret_has_line_to_write_it(reader):
    text = reader().pages[0].extract_text()
    assert (text.count("2580"), text.count("_ _ _ _")) == (0, 1)


def test_pdf_is_tagged_in_french(reader):
    pdf = reader(secret="2580")
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert pdf.metadata.title == "Carte 46-0007"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_name_is_not_interpreted_as_markup(learner, reader):
    learner.member.first_name = "*Jeanne* #panic() $x$"
    assert reader().pages[0].extract_text().count("*Jeanne* #panic() $x$ Delpech") == 1


def test_name_without_glyphs_still_prints(learner, reader):
    learner.member.first_name = "漢"
    assert reader().pages[0].extract_text().count("□ Delpech") == 1
