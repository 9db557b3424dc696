"""Tests of crossed tables on their page and in their files."""

import csv
from io import BytesIO, StringIO

import pytest
from odfdo import Document

pytestmark = pytest.mark.django_db
PAGE = "/enquetes/usages/resultats/croiser/"
TABLE = "?lignes=age&colonnes=vient"


def test_page_shows_shares_numbers_and_significance(client_of, territorial, campaign):
    page = client_of(territorial).get(PAGE + TABLE)

    young, adults, *_ = page.context["page"].rows
    assert [(cell.percent, cell.count) for cell in young.cells] == [
        ("100\u00a0%", 20),
        ("0\u00a0%", 0),
        ("100\u00a0%", 20),
    ]
    assert [cell.percent for cell in adults.cells] == ["0\u00a0%", "100\u00a0%", "100\u00a0%"]
    assert "La différence ne doit rien au hasard" in page.text
    assert [part.width for part in young.band] == [1000]


def test_shares_of_columns_have_no_band(client_of, territorial, campaign):
    page = client_of(territorial).get(f"{PAGE}{TABLE}&parts=colonnes").context["page"]

    assert [row.cells[0].percent for row in page.rows] == ["100\u00a0%", "0\u00a0%", "0\u00a0%", "100\u00a0%"]
    assert [row.band for row in page.rows] == [()] * 4


@pytest.mark.parametrize("query", ["", "?lignes=age", "?lignes=age&colonnes=age", "?lignes=mot&colonnes=age"])
def test_without_two_questions_there_is_no_table_and_no_file(client_of, coordinator, campaign, query):
    client = client_of(coordinator)

    assert "Choisissez deux questions différentes" in client.get(PAGE + query).text
    assert client.get(f"{PAGE}table.csv{query}").status_code == 404
    assert client.get(f"{PAGE}table.xls{TABLE}").status_code == 404


def test_files_have_each_cell_and_say_what_it_is_of(client_of, coordinator, campaign):
    campaign.is_synthetic = True
    campaign.save()
    client = client_of(coordinator)

    lines = list(csv.reader(StringIO(client.get(f"{PAGE}table.csv{TABLE}").content.decode("utf-8-sig")), delimiter=";"))
    sheets = Document(BytesIO(client.get(f"{PAGE}table.ods{TABLE}").content)).body.tables

    assert lines[1][:4] == ["Jeune", "Oui", "20", "1.0"]
    assert len(lines[1:13]) == 4 * 3
    assert lines[14][0] == "Attention"
    assert [sheet.name for sheet in sheets] == ["Table", "Cases", "À propos"]
    assert [cell.value for cell in sheets[1].get_row(1).cells][:3] == ["Jeune", "Oui", 20]


def test_files_are_for_those_who_read_results(client_of, animator, campaign):
    assert client_of(animator).get(f"{PAGE}table.csv{TABLE}").status_code == 404


def test_table_of_few_people_is_hidden(client_of, coordinator, campaign):
    page = client_of(coordinator).get(f"{PAGE}{TABLE}&parmi=sexe:femme&parmi=age:jeune,adulte").context["page"]
    assert page.rows[0].cells[0].count == 10

    campaign.smallest = 11
    campaign.save()
    page = client_of(coordinator).get(f"{PAGE}{TABLE}&parmi=sexe:femme&parmi=age:jeune,adulte").context["page"]
    assert page.rows[0].cells[0].percent == "masqué"


@pytest.mark.parametrize("query", [TABLE, "?lignes=usages&colonnes=age", f"{TABLE}&parmi=sexe:femme"])
def test_page_asks_few_queries(client_of, coordinator, campaign, query, django_assert_max_num_queries):
    client = client_of(coordinator)
    client.get(PAGE + query)

    with django_assert_max_num_queries(12):
        client.get(PAGE + query)
