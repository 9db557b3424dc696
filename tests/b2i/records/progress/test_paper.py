"""Tests of the PDF booklet."""

import io

import pytest
from pypdf import PdfReader

from b2i.records.contests import Contest
from b2i.records.progress.paper import booklet_paper
from b2i.records.progress.record_sheet import build_record_sheet
from tests.factories.b2i import EvidenceFactory, skill_of
from tests.factories.validation import ProposalFactory, ValidationFactory

pytestmark = pytest.mark.django_db


def read_pdf(record) -> PdfReader:
    return PdfReader(io.BytesIO(booklet_paper(build_record_sheet(record)).pdf()))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_booklet_shows_practised_and_remaining_skills(record):
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"), text="A rangé ses photos de vacances")
    pdf = read_pdf(record)
    text = text_of(pdf)
    # In its title, then at the foot of each page.
    assert [page.extract_text().count("Jeanne Delpech") for page in pdf.pages] == [1] * len(pdf.pages)
    assert text.count("A rangé ses photos de vacances") == 1
    assert text.count("1 compétence pratiquée sur 4, il en faut 3.") == 1
    assert text.count("Je l’ai pratiqué") == 1
    assert text.count("Encore à apprendre") == 5
    assert text.count("EPM de Gramat") == 1
    assert text.count("Ce livret n’est pas un diplôme") == 1


def test_pdf_is_tagged_with_headings_and_lists(record):
    EvidenceFactory(record=record)
    pdf = read_pdf(record)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert pdf.metadata.title == "Livret de Jeanne Delpech"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    kinds = list(kinds_of(root["/StructTreeRoot"]))
    assert kinds.count("/H2") >= 6
    assert kinds.count("/L") >= 6


def kinds_of(node):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from kinds_of(child)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from kinds_of(node["/K"])


def test_text_is_large(record):
    sizes = []
    page = read_pdf(record).pages[0]
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: sizes.append(size * tm[0]) if text.strip() else None
    )
    large_sizes = [size for size in sizes if size >= 17.9]
    assert len(large_sizes) > len(sizes) / 2


def test_typed_text_is_not_interpreted_as_markup(record):
    record.learner.member.first_name = "*Jeanne* #panic()"
    EvidenceFactory(record=record, text="#panic() $x$ <script>")
    text = text_of(read_pdf(record))
    assert text.count("#panic()") >= 2
    assert text.count("<script>") == 1


def test_validated_skill_is_marked(record):
    ValidationFactory(proposal=ProposalFactory(record=record))
    EvidenceFactory(record=record, skill=skill_of(record, "D1.2"))
    assert text_of(read_pdf(record)).count("Validée.") == 1


def test_contested_line_is_marked(record):
    Contest.objects.create(record=record, evidence=EvidenceFactory(record=record), words="Ce n’était pas moi")
    assert text_of(read_pdf(record)).count("(contesté : réponse attendue)") == 1
