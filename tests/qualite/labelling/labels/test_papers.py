"""The label and the file on paper, accessible; their public check by number; the badge on the page of the place."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import LabelOutcome
from qualite.labelling.self_assessment.models.assessment import Assessment
from tests.factories.qualite import QualityLabelFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages).replace("\u00a0", " ")


def is_accessible(answer) -> bool:
    """Whether the PDF says that it follows PDF/UA-1, and names its language."""
    catalogue = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    return b"pdfuaid" in catalogue["/Metadata"].get_object().get_data() and catalogue["/Lang"] == "fr"


def test_label_in_force_is_read_by_anybody(client, epm):
    label = QualityLabelFactory(epm=epm)

    paper = client.get(label.pdf_url)

    text = text_of(paper)
    assert is_accessible(paper)
    assert [words in text for words in ("EPM de Gramat", label.grouped_number, label.charter.origin)] == [True] * 3


def test_past_label_is_read_by_members_alone(client, client_of, epm, animator):
    end = timezone.localdate() - datetime.timedelta(days=1)
    label = QualityLabelFactory(epm=epm, starts_on=end - datetime.timedelta(days=300), ends_on=end)

    assert [client.get(label.pdf_url).status_code, client_of(animator).get(label.pdf_url).status_code] == [404, 200]


def test_file_on_paper_has_answers_visit_and_decision(client_of, visited, coordinator, animator):
    decide(assessment=visited, outcome=LabelOutcome.PLAN_FIRST, by=coordinator, reason="D’abord le samedi.")

    paper = client_of(animator).get(reverse("qualite:file_pdf", args=[visited.pk]))

    text, file = text_of(paper), Assessment.objects.get(pk=visited.pk)
    expected = ("Un livret pour chacun", "Un lieu vivant.", "D’abord le samedi.", "Mardi", file.grouped_number)
    assert is_accessible(paper)
    assert {words: words in text for words in expected} == dict.fromkeys(expected, True)


def test_file_on_paper_is_a_404_to_others_and_as_a_draft(client_of, visited, other_territorial):
    assert client_of(other_territorial).get(reverse("qualite:file_pdf", args=[visited.pk])).status_code == 404


def test_draft_has_no_paper(client_of, draft, animator):
    assert client_of(animator).get(reverse("qualite:file_pdf", args=[draft.pk])).status_code == 404


def test_number_of_a_label_is_checked_by_anybody(client, epm):
    label = QualityLabelFactory(epm=epm)

    page = client.get(label.get_absolute_url())

    proof = page.context["proof"]
    assert (proof.holder, proof.holder_label, proof.words_valid) == ("EPM de Gramat", "Lieu", "Label en cours")
    assertNotContains(page, "ses initiales")


@pytest.mark.parametrize(("start", "words"), [(-400, "Label terminé"), (10, "Label accordé, à venir")])
def test_check_says_whether_the_label_is_over_or_to_come(client, epm, start, words):
    label = QualityLabelFactory(epm=epm, starts_on=timezone.localdate() + datetime.timedelta(days=start))

    assert client.get(label.get_absolute_url()).context["proof"].words_valid == words


def test_number_of_a_file_says_nothing_of_its_answers(client, visited, coordinator):
    decide(assessment=visited, outcome=LabelOutcome.REFUSED, by=coordinator, reason="Rien n’est prêt.")

    page = client.get(Assessment.objects.get(pk=visited.pk).check_path)

    assert page.context["proof"].words_valid == "Dossier envoyé"
    assertNotContains(page, "Rien n’est prêt.")
    assertNotContains(page, "refusé")


def test_badge_is_public_while_the_label_is_in_force(client, epm):
    label = QualityLabelFactory(epm=epm)

    assertContains(client.get(epm.get_absolute_url()), label.period)


def test_place_without_label_shows_nothing_to_the_public(client, epm, visited):
    assertNotContains(client.get(epm.get_absolute_url()), "Charte qualité")


def test_past_label_is_no_badge(client, epm):
    end = timezone.localdate() - datetime.timedelta(days=1)
    QualityLabelFactory(epm=epm, starts_on=end - datetime.timedelta(days=300), ends_on=end)

    assertNotContains(client.get(epm.get_absolute_url()), "Charte qualité")
