"""Pages and files of the report: who reads them, what they hold, and that the history stays apart."""

import io

import pytest
from odfdo import Document
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from tests.accueil.visio.report.conftest import TODAY
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
PAGE = f"/points-visio/rapport/{TODAY.year}/"
FILES = ("rapport.pdf", "rapport.ods", "rapport.csv")


@pytest.fixture(autouse=True)
def _today():
    """Every page is read on the day of the hand-made year."""
    with freeze_time("2026-11-30 12:00"):
        yield


def test_index_leads_to_this_year(client_of, animator):
    assert client_of(animator).get("/points-visio/rapport/").url == PAGE


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_readers_open_the_page_and_its_files(client_of, request, name, hand_made_year):
    client = client_of(request.getfixturevalue(name))

    assertContains(client.get(PAGE), "Rapport des points visio 2026</h1>")
    assert [client.get(PAGE + file).status_code for file in FILES] == [200, 200, 200]


def test_others_read_a_404(client, client_of, hand_made_year, coordinator):
    learner = client_of(LearnerFactory().member)

    assert [learner.get(PAGE + path).status_code for path in ("", *FILES)] == [404] * 4
    assert [client.get(PAGE + path).status_code for path in ("", *FILES)] == [302] * 4
    assert client_of(coordinator).get("/points-visio/rapport/2027/").status_code == 404
    assert client_of(coordinator).get("/points-visio/rapport/2007/").status_code == 404


def test_page_of_a_team_names_no_other_place(client_of, animator, hand_made_year, epm, other_epm):
    page = client_of(animator).get(PAGE)

    assertContains(page, epm.name)
    assertNotContains(page, other_epm.name)
    assert other_epm.name not in client_of(animator).get(f"{PAGE}rapport.csv").content.decode()


def test_history_stands_apart_with_its_source(client_of, coordinator, hand_made_year):
    page = client_of(coordinator).get(PAGE)

    assertContains(page, "98,9\u00a0%", count=1)
    assertContains(page, "95,3\u00a0%", count=1)
    assertContains(page, "présentation de la politique numérique du Lot, vers 2011–2012")
    assert page.text.index("98,9") > page.text.index("Le facteur de CO₂")


def test_lines_hold_the_hand_made_cells(client_of, coordinator, hand_made_year, epm):
    lines = client_of(coordinator).get(f"{PAGE}rapport.csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) == 5
    assert f"2026-03;{epm.name};CAF;2;0;0;1;0;12;60;1;360;90;1;40;4,0" in lines


def test_spreadsheet_has_numbers_and_a_sheet_for_each_table(client_of, coordinator, hand_made_year):
    content = client_of(coordinator).get(f"{PAGE}rapport.ods").content

    sheets = {sheet.name: sheet for sheet in Document(io.BytesIO(content)).body.tables}
    assert list(sheets)[:2] == ["L’année en chiffres", "Par mois"]
    assert {"Facteurs de CO₂", "Avant ce site"} <= set(sheets)
    assert [str(cell) for cell in sheets["L’année en chiffres"].get_values()[1]] == [
        "Entretiens qui ont eu lieu", "4", "1", "",
    ]  # fmt: skip


def test_paper_has_the_tables_the_factor_and_the_history(client_of, coordinator, hand_made_year, papers):
    content = client_of(coordinator).get(f"{PAGE}rapport.pdf").content

    (papers / "points-visio.pdf").write_bytes(content)
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\u00a0", " ")
    for expected in ("Entretiens par lieu", "Avis par partenaire", "100 g de CO₂ par kilomètre", "98,9 %"):
        assert expected in words


def test_year_without_appointments_says_so(client_of, coordinator):
    assertContains(client_of(coordinator).get(PAGE), "Aucun rendez-vous cette année-là")
