"""The report of a year: four pages, the numbers of the board, for its readers alone."""

from io import BytesIO

import pytest
from django.utils import timezone
from odfdo import Document
from pypdf import PdfReader

from extranet.dashboards.annual_report.report import annual_report, promise_words
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import EPMFactory
from tests.factories.ressources import SheetFactory, SubmittedFactory

YEAR = timezone.localdate().year
PDF, ODS = f"/pilotage/{YEAR}/rapport.pdf", f"/pilotage/{YEAR}/rapport.ods"


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def year(epm, other_epm, animator):
    """Three workshops, a sheet in review, two learners: too few to be counted."""
    sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now())
    for place, headcount in ((epm, 4), (epm, 6), (other_epm, 5)):
        DeliveryFactory(sheet=sheet, epm=place, date=timezone.localdate(), headcount=headcount)
    SubmittedFactory(epm=epm, author=animator)
    LearnerFactory.create_batch(2, epm=epm)


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")


def test_report_has_four_accessible_pages(client_of, coordinator, year):
    pdf = PdfReader(BytesIO(client_of(coordinator).get(PDF).content))

    assert len(pdf.pages) == 4
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    text = text_of(pdf)
    said = ("3 ateliers animés", "sur 32 promises", "Figeac anime 67 % des ateliers", "1 fiche parue", "moins de 5")
    assert [words for words in said if words not in text] == []


def test_report_of_a_year_without_anything_is_readable(client_of, coordinator):
    pdf = PdfReader(BytesIO(client_of(coordinator).get(PDF).content))

    assert len(pdf.pages) == 4
    assert "Ce que comptent les chiffres" in text_of(pdf)


def test_spreadsheet_has_the_numbers_of_the_board(client_of, coordinator, year):
    client = client_of(coordinator)
    board = client.get(f"/pilotage/?annee={YEAR}").context["board"]

    response = client.get(ODS)
    document = Document(BytesIO(response.content))

    assert response["Content-Type"] == MEDIA_TYPE
    rows = document.body.get_table(name="Tous les chiffres").get_values()
    numbers = {row[1]: (row[3], row[4]) for row in rows[1:] if len(row) > 3 and row[1]}
    assert numbers["Participations"] == (15, 0)
    assert numbers["Personnes suivies"][0] is None
    notes = {row[1]: row[5] for row in rows[1:] if len(row) > 5 and row[1]}
    assert (notes["Personnes suivies"], notes["Participations"]) == (f"{YEAR}\u00a0: moins de 5", None)
    assert {line.figure.title: line.value for line in board.figures.values() if line.figure.title in numbers} | {
        "Personnes suivies": None,
        "Livrets ouverts": None,
    } == {title: now for title, (now, _) in numbers.items()}
    months = document.body.get_table(name="Ateliers par mois").get_values()
    assert months[1][-1] == 3


def test_report_is_for_readers_of_the_board(client, client_of, territorial, animator, year):
    for path in (PDF, ODS):
        assert client_of(territorial).get(path).status_code == 200
        assert client_of(animator).get(path).status_code == 404
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("year", [1950, YEAR + 1])
def test_year_out_of_reach_is_a_404(client_of, coordinator, year):
    assert client_of(coordinator).get(f"/pilotage/{year}/rapport.pdf").status_code == 404


def test_report_costs_the_same_with_more_places(coordinator, year, django_assert_max_num_queries):
    today = timezone.localdate()
    with django_assert_max_num_queries(40) as queries:
        annual_report(coordinator, YEAR, day=today)
    for place in EPMFactory.create_batch(3):
        DeliveryFactory(epm=place, date=today)
    with django_assert_max_num_queries(len(queries)):
        annual_report(coordinator, YEAR, day=today)


@pytest.mark.parametrize(
    ("delivered", "words"),
    [
        (1, "1\u00a0demi-journée de formation réalisée, sur 32 promises"),
        (16, "16\u00a0demi-journées de formation réalisées, sur 32 promises"),
    ],
)
def test_promise_agrees_in_number(delivered, words):
    assert promise_words(delivered, 32) == words
