"""Tests of the PDF cards."""

import io
import json

import pytest
from pypdf import PdfReader

from b2i.people.learners.paper import LearnerCard, cards_paper
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
URL = "https://extranet.example.org/carte/?n=46-0007"
A4_WIDTH = 595


def read_cards(*cards: LearnerCard) -> PdfReader:
    return PdfReader(io.BytesIO(cards_paper(cards).pdf()))


@pytest.fixture
def reader(learner):
    def read_card(secret: str = "") -> PdfReader:
        return read_cards(LearnerCard(learner, URL, secret))

    return read_card


def texts_of(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def columns_of(page, words: list[str]) -> list[str]:
    """Return the side of the sheet, left or right, on which each of the words starts."""
    places = {}

    def note(text, matrix, text_matrix, _font, _size):
        for word in words:
            if word in text:
                x = matrix[0] * text_matrix[4] + matrix[4]
                places[word] = "left" if x < A4_WIDTH / 2 else "right"

    page.extract_text(visitor_text=note)
    return [places[word] for word in words]


def test_card_has_its_front_and_its_back_on_two_sheets_of_a4(reader):
    sizes = [[round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] for page in reader().pages]
    assert sizes == [[210, 297], [210, 297]]


def test_card_shows_number_secret_name_and_address(reader):
    front, back = texts_of(reader(secret="2580"))
    assert [front.count(words) for words in ("Jeanne Delpech", "46-0007", "2580")] == [1, 1, 0]
    for expected in ("46-0007", "2580", "extranet.example.org/carte/", "EPM de Gramat", "Ne donnez le code à personne"):
        assert back.count(expected) == 1, expected


def test_card_without_secret_has_line_to_write_it(reader):
    _front, back = texts_of(reader())
    assert (back.count("2580"), back.count("_ _ _ _")) == (0, 1)


def test_pdf_is_tagged_in_french(reader):
    pdf = reader(secret="2580")
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert pdf.metadata.title == "Carte 46-0007"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_each_back_lies_behind_its_front(epm):
    learners = LearnerFactory.create_batch(3, epm=epm)
    front, back = read_cards(*(LearnerCard(learner, URL) for learner in learners)).pages
    numbers = [learner.card_number for learner in learners]
    assert columns_of(front, numbers) == ["left", "right", "left"]
    assert columns_of(back, numbers) == ["right", "left", "right"]


def test_ninth_card_starts_a_second_sheet(epm):
    learners = LearnerFactory.create_batch(9, epm=epm)
    texts = texts_of(read_cards(*(LearnerCard(learner, URL) for learner in learners)))
    held = [[learner.card_number in text for learner in learners].count(True) for text in texts]
    assert held == [8, 8, 1, 1]


def test_each_card_has_its_own_landscape(epm):
    learners = LearnerFactory.create_batch(8, epm=epm)
    paper = cards_paper([LearnerCard(learner, URL) for learner in learners])
    assert len({card["landscape"] for card in json.loads(paper.data)["cards"]}) == 8


def test_name_is_not_interpreted_as_markup(learner, reader):
    learner.member.first_name = "*Jeanne* #panic() $x$"
    assert texts_of(reader())[0].count("*Jeanne* #panic() $x$ Delpech") == 1


def test_name_without_glyphs_still_prints(learner, reader):
    learner.member.first_name = "漢"
    assert texts_of(reader())[0].count("□ Delpech") == 1
