"""Tests of the report of a campaign: one set of figures in three forms."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from odfdo import Document
from pypdf import PdfReader

from enquetes.findings.report.campaign_report import report_of
from enquetes.findings.report.papers import report_paper
from enquetes.findings.results.access import find_campaign
from enquetes.preparation.weighting.services import weight_responses
from tests.enquetes.findings.adjustment.test_views import SEXES

pytestmark = pytest.mark.django_db
PAGE = "/enquetes/usages/resultats/rapport"


@pytest.fixture
def synthetic(campaign, version):
    campaign.is_synthetic = True
    campaign.save()
    weight_responses(version=version, table=SEXES.encode())
    return campaign


def test_paper_is_accessible_and_warns_of_made_up_answers(synthetic, papers):
    content = report_paper(report_of(find_campaign("usages")), day=timezone.localdate()).pdf()

    (papers / "resultats.pdf").write_bytes(content)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Données de synthèse" in text
    assert "Part\u00a0: redressée." in text.replace("Part :", "Part\u00a0:")


def test_three_forms_have_the_same_figures(client_of, coordinator, synthetic):
    client = client_of(coordinator)

    pdf = client.get(f"{PAGE}.pdf").content
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    results, about = Document(BytesIO(client.get(f"{PAGE}.ods").content)).body.tables
    line = [cell.value for cell in results.get_row(1).cells]

    assert line[2:7] == ["sexe", "Vous êtes", "Femme", 30, Decimal("0.6")]
    assert "60\u00a0%" in words.replace("60 %", "60\u00a0%")
    assert "d’abord\u00a0: Femme, <b>60\u00a0%</b>" in client.get(f"{PAGE}/").text
    assert about.get_cell((0, 1)).value == "Attention"


@pytest.mark.parametrize("end", ["/", ".pdf", ".ods"])
@pytest.mark.parametrize(("who", "status"), [("territorial", 200), ("animator", 404)])
def test_who_reads_the_report(request, client_of, campaign, end, who, status):
    assert client_of(request.getfixturevalue(who)).get(PAGE + end).status_code == status


def test_report_of_nobody_masks_nothing_and_stands(version, client_of, coordinator, campaign):
    campaign.collected.update(is_left_out=True)

    page = client_of(coordinator).get(f"{PAGE}/")

    assert {
        line.count for section in page.context["report"].sections for block in section.blocks for line in block.lines
    } == {0}
    assert client_of(coordinator).get(f"{PAGE}.pdf").content.startswith(b"%PDF")


def test_page_asks_few_queries(client_of, coordinator, synthetic, django_assert_max_num_queries):
    client = client_of(coordinator)
    client.get(f"{PAGE}/")

    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}/")
