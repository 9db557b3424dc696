"""Tests of tables of margins: codes and wordings understood, every wrong line told."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.design.variables.variable import variables_of
from enquetes.preparation.weighting.margin_table import read_margins
from enquetes.preparation.weighting.margins import Margin
from reseau.documents.papers.spreadsheet import SheetOfCells, spreadsheet
from tests.factories.reseau import TerritoryFactory

pytestmark = pytest.mark.django_db
LINES = [
    ["Variable", "Catégorie", "Effectif"],
    ["sexe", "femme", "88\u202f000"],
    ["", "Homme", "83 000"],
    ["Votre âge", "JEUNE", "30,5 %"],
    ["Votre âge", "adulte", "45"],
    ["Votre âge", "Ainé", "24.5"],
]
MARGINS = [
    Margin("sexe", {"femme": 88_000, "homme": 83_000}),
    Margin("age", {"jeune": 30.5, "adulte": 45, "aine": 24.5}),
]


def csv(lines) -> bytes:
    return "\n".join(";".join(line) for line in lines).encode()


def refusals(outline, *lines: str) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        read_margins("\n".join(["Variable;Catégorie;Effectif", *lines]).encode(), variables_of(outline))
    return refusal.value.messages


def test_csv_and_ods_give_the_same_margins(outline):
    variables = variables_of(outline)
    assert read_margins(csv(LINES), variables) == MARGINS
    assert read_margins(spreadsheet("Marges", [SheetOfCells("Marges", LINES)]), variables) == MARGINS


def test_other_headings_in_another_order_are_understood(outline):
    table = csv([["Population", "Question", "Modalité"], ["40", "vient", "oui"], ["60", "vient", "non"]])
    assert read_margins(table, variables_of(outline)) == [Margin("vient", {"oui": 40, "non": 60})]


def test_lines_of_grids_and_territories_are_variables(outline):
    places = [TerritoryFactory(name="Bouriane", slug="bouriane"), TerritoryFactory(name="Ségala", slug="segala")]
    table = csv([LINES[0], ["avis_lieu", "bien", "1"], ["commune", "bouriane", "2"], ["commune", "SEGALA", "3"]])
    margins = read_margins(table, variables_of(outline))
    assert margins == [
        Margin("avis_lieu", {"bien": 1}),
        Margin("commune", {place.slug: number for number, place in enumerate(places, start=2)}),
    ]


NO_CHOICES = "n’est pas une question de ce questionnaire dont les réponses sont des choix."


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("poids;lourd;2", f"«\u00a0poids\u00a0» {NO_CHOICES}"),
        ("fois;3;2", f"«\u00a0fois\u00a0» {NO_CHOICES}"),
        (
            "usages;jeux;3",
            "«\u00a0usages\u00a0» admet plusieurs réponses\u00a0: une personne y serait dans plusieurs catégories.",
        ),
        ("sexe;autre;4", "«\u00a0autre\u00a0» n’est pas une réponse à «\u00a0Vous êtes\u00a0»."),
        ("sexe;;5", "il manque la catégorie."),
        ("sexe;homme;", "il manque le nombre."),
        ("sexe;homme;-6", "«\u00a0-6\u00a0» est négatif."),
        ("sexe;homme;beaucoup", "«\u00a0beaucoup\u00a0» n’est pas un nombre."),
        ("sexe;homme;1,2,3", "«\u00a01,2,3\u00a0» n’est pas un nombre."),
        ("sexe;FEMME;7", "la catégorie «\u00a0Femme\u00a0» est deux fois dans sa marge."),
    ],
)
def test_wrong_line_is_told(outline, line, fault):
    assert refusals(outline, "sexe;femme;1", line) == [f"Ligne 3\u00a0: {fault}"]


def test_every_wrong_line_is_told_at_once(outline):
    assert refusals(outline, ";femme;1", "sexe;femme;1", "age;;2") == [
        "Ligne 2\u00a0: il manque la variable.",
        "Ligne 4\u00a0: il manque la catégorie.",
    ]


def test_missing_column_is_told(outline):
    with pytest.raises(ValidationError) as refusal:
        read_margins(b"Variable;Chose\nsexe;femme", variables_of(outline))
    told = ["Il manque dans la première ligne la colonne «\u00a0Catégorie\u00a0» et «\u00a0Effectif\u00a0»."]
    assert refusal.value.messages == told


def test_file_that_is_not_a_table_is_refused(outline):
    with pytest.raises(ValidationError, match="Ce fichier n’est pas un tableau CSV ou ODS"):
        read_margins(b"PK\x03\x04 something else", variables_of(outline))
