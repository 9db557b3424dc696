"""Tests of the PDF statement: text, links, tags for screen readers."""

import io
import json

import pytest
from pypdf import PdfReader

from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.paper import SCOPE, statement_paper
from b2i.outcomes.statements.services import issue_statement
from reseau.documents.papers.qr import qr_image
from tests.b2i.validation_builder import validate_skills

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(record, animator):
    validate_skills(record, "D1.1", "D1.2", "D5.1")
    return Statement.objects.with_record().get(pk=issue_statement(record=record, by=animator).pk)


def read_pdf(statement) -> PdfReader:
    return PdfReader(io.BytesIO(statement_paper(statement).pdf()))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ").split())


def kinds_of(element, kinds: list[str]) -> list[str]:
    """Return the kinds of the elements of the structure tree, in reading order."""
    node = element.get_object()
    if isinstance(node, list):
        for child in node:
            kinds_of(child, kinds)
    elif isinstance(node, dict):
        if "/S" in node:
            kinds.append(node["/S"])
        if "/K" in node:
            kinds_of(node["/K"], kinds)
    return kinds


def test_paper_shows_holder_skills_evaluators_and_scope(statement):
    text = text_of(read_pdf(statement))
    validation = statement.validations.first()
    for expected in (
        "Relevé de compétences du réseau",
        "Jeanne Delpech",
        "3 compétences validées",
        "D5.1 Utiliser l’outil de communication adapté au besoin",
        "D1 – Environnement informatique",
        "D5 – Communication",
        SCOPE.replace("\u00a0", " "),
        statement.grouped_number,
    ):
        assert text.count(expected) == 1, expected
    assert text.count(str(validation.decided_by)) >= 1


def test_link_and_qr_lead_to_public_check(statement, settings):
    settings.ORIGIN = "https://extranet.example.org"
    address = f"https://extranet.example.org/attestations/{statement.grouped_number}/"
    links = [note.get_object()["/A"]["/URI"] for page in read_pdf(statement).pages for note in page.get("/Annots", [])]
    assert links == [address]
    assert json.loads(statement_paper(statement).data)["qr"] == qr_image(address)


def test_pdf_is_tagged_in_french(statement, judge_archival):
    judge_archival(statement_paper(statement).pdf())
    pdf = read_pdf(statement)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    kinds = kinds_of(root["/StructTreeRoot"]["/K"], [])
    assert [kind for kind in kinds if kind in {"/H1", "/H2", "/Table", "/Figure"}] == [
        "/H1",
        "/H2",
        "/Table",
        "/H2",
        "/Table",
        "/Figure",
    ]
    assert kinds.count("/TH") == 8


def test_query_count_is_same_for_one_and_many_skills(record, animator, django_assert_num_queries):
    for codes in (["D1.1"], ["D1.2", "D2.1", "D3.1"]):
        validate_skills(record, *codes)
        key = issue_statement(record=record, by=animator).pk
        with django_assert_num_queries(2):
            statement_paper(Statement.objects.with_record().get(pk=key))
