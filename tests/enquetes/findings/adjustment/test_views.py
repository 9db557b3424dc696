"""Tests of the page where answers are weighted."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from odfdo import Document

from enquetes.design.variables.variable import variables_of
from enquetes.findings.adjustment.margin_template import possible_margins, template_ods
from enquetes.preparation.weighting.margin_table import read_margins
from enquetes.preparation.weighting.models import Weighting
from enquetes.preparation.weighting.services import weight_responses

pytestmark = pytest.mark.django_db
PAGE = "/enquetes/usages/resultats/redressement/"
SEXES = "Variable;Catégorie;Effectif\nsexe;femme;60\nsexe;homme;40\nage;jeune;;\n"


def send(client, text: str = SEXES, **fields):
    data = {"file": SimpleUploadedFile("marges.csv", text.encode()), "source": "Insee 2022"} | fields
    return client.post(PAGE, data)


def test_answers_are_weighted_and_the_page_says_what_changed(client_of, coordinator, campaign):
    client = client_of(coordinator)

    assert send(client, lowest="0,5", highest="2").url == PAGE
    page = client.get(PAGE)

    (change,) = page.context["changes"]
    assert [(line.words, line.before, line.wanted, line.after) for line in change.lines] == [
        ("Femme", "50,0\u00a0%", "60,0\u00a0%", "60,0\u00a0%"),
        ("Homme", "50,0\u00a0%", "40,0\u00a0%", "40,0\u00a0%"),
    ]
    weighting = Weighting.objects.get()
    assert (weighting.made_by, weighting.source, weighting.lowest) == (coordinator, "Insee 2022", 0.5)
    assert "effet de plan 1,04" in page.text
    assert "redressée" in client.get("/enquetes/usages/resultats/").text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("sexe;femme;600\nsexe;homme;400\nage;jeune;500\nage;adulte;500\nage;aine;500", "même total"),
        ("sexe;dame;60\nsexe;homme;40", "n’est pas une réponse à"),
        ("usages;jeux;60", "admet plusieurs réponses"),
        ("sexe;femme;99\nsexe;homme;1", "ne converge pas"),
        ("sexe;femme;beaucoup\nsexe;homme;1", "n’est pas un nombre"),
    ],
)
def test_refusal_is_beside_the_file_and_changes_nothing(client_of, coordinator, campaign, text, refusal):
    page = send(client_of(coordinator), f"Variable;Catégorie;Effectif\n{text}", lowest="0,5", highest="1,5")

    assert [refusal in str(error) for error in page.context["form"].errors["file"]] == [True]
    assert not Weighting.objects.exists()


@pytest.mark.parametrize(
    ("lowest", "highest", "field"), [("0,5", "", "highest"), ("", "2", "lowest"), ("2", "3", "lowest")]
)
def test_bounds_come_by_two_around_one(client_of, coordinator, campaign, lowest, highest, field):
    assert list(send(client_of(coordinator), lowest=lowest, highest=highest).context["form"].errors) == [field]


def test_former_weighting_is_used_again_or_none(client_of, coordinator, campaign, version):
    first = weight_responses(version=version, table=SEXES.encode())
    second = weight_responses(version=version, table=SEXES.replace("60", "70").replace("40", "30").encode())
    client = client_of(coordinator)

    client.post(f"{PAGE}choisir/", {"weighting": first.pk})
    assert list(Weighting.objects.filter(is_used=True)) == [first]
    client.post(f"{PAGE}choisir/", {"weighting": "none"})
    assert not Weighting.objects.filter(is_used=True).exists()
    assert Weighting.objects.filter(pk=second.pk).exists()


def test_weighting_of_another_campaign_is_not_found(client_of, coordinator, campaign):
    assert client_of(coordinator).post(f"{PAGE}choisir/", {"weighting": "12"}).status_code == 404


def test_territorial_animator_reads_and_changes_nothing(client_of, territorial, campaign):
    client = client_of(territorial)

    assert client.get(PAGE).status_code == 200
    assert send(client).status_code == 404
    assert client.post(f"{PAGE}choisir/", {"weighting": "none"}).status_code == 404
    assert client.get(f"{PAGE}tableau.csv").status_code == 404


def test_template_lists_variables_and_comes_back_filled(client_of, coordinator, campaign, outline):
    client, variables = client_of(coordinator), variables_of(outline)
    text = client.get(f"{PAGE}tableau.csv").content.decode("utf-8-sig")
    filled = text.replace("sexe;femme;", "sexe;femme;60").replace("sexe;homme;", "sexe;homme;40")

    (margin,) = read_margins(filled.encode(), variables)

    assert (margin.variable, margin.targets) == ("sexe", {"femme": 60, "homme": 40})
    assert "usages" not in text
    assert client.get(f"{PAGE}tableau.xls").status_code == 404


def test_spreadsheet_says_what_codes_mean(outline):
    sheets = Document(BytesIO(template_ods(possible_margins(variables_of(outline))))).body.tables

    assert [sheet.name for sheet in sheets] == ["Marges", "Codes"]
    assert [cell.value for cell in sheets[1].get_row(1).cells] == ["sexe", "Vous êtes", "femme", "Femme"]
