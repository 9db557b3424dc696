"""Tests of people chosen by an address."""

import pytest

from enquetes.design.variables.variable import variables_of
from enquetes.findings.results.chosen_population import query_of, read_chosen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (["sexe:femme"], ["sexe:femme"]),
        (["sexe:femme,homme,autre"], ["sexe:femme,homme"]),
        (["avis_accueil:bien"], ["avis_accueil:bien"]),
        (["sexe:femme", "sexe:homme"], ["sexe:femme"]),
        (["sexe:femme", "age:jeune", "vient:oui"], ["sexe:femme", "age:jeune"]),
        (["mot:x", "sexe:", ":", ""], []),
    ],
)
def test_only_what_says_something_is_kept(outline, values, kept):
    assert [each.value for each in read_chosen(values, variables_of(outline))] == kept


def test_what_is_read_is_written_back(outline):
    chosen = read_chosen(["sexe:femme", "age:jeune,aine"], variables_of(outline))

    assert query_of(chosen) == "parmi=sexe%3Afemme&parmi=age%3Ajeune%2Caine"
    assert [each.words for each in chosen] == [
        "Vous êtes «\u00a0Femme\u00a0»",
        "Votre âge «\u00a0Jeune\u00a0» et «\u00a0Aine\u00a0»",
    ]
