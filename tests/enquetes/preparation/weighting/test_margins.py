"""Tests of margins that cannot be used: each is refused with its figures."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.preparation.weighting.margins import Margin, check_answers, check_margins

SEX = Margin("Sexe", {"Femme": 88_000, "Homme": 83_000})


def refusals(check, *arguments) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        check(*arguments)
    return refusal.value.messages


def test_totals_that_disagree_are_told():
    age = Margin("Âge", {"Moins de 60 ans": 100_000, "60 ans et plus": 68_500})
    (refusal,) = refusals(check_margins, [SEX, age])
    assert refusal == (
        "Les marges n’ont pas le même total\u00a0: 171\u202f000 pour «\u00a0Sexe\u00a0» et 168\u202f500 pour "
        "«\u00a0Âge\u00a0». Elles décrivent pourtant la même population."
    )


@pytest.mark.parametrize(
    "targets",
    [
        {"Moins de 60 ans": 100_050, "60 ans et plus": 71_000},
        {"Moins de 60 ans": 58.4, "60 ans et plus": 41.5},
        {"Moins de 60 ans": 0.584, "60 ans et plus": 0.416},
    ],
)
def test_rounded_counts_and_shares_agree_with_counts(targets):
    check_margins([SEX, Margin("Âge", targets)])


def test_shares_that_miss_a_hundred_are_told():
    age = Margin("Âge", {"Moins de 60 ans": 58, "60 ans et plus": 40})
    told = ["Les parts de la marge «\u00a0Âge\u00a0» font 98 au lieu de 100."]
    assert refusals(check_margins, [Margin("Sexe", {"Femme": 52, "Homme": 48}), age]) == told


def test_every_wrong_number_is_told():
    margin = Margin("Âge", {"Moins de 60 ans": 0, "60 ans et plus": -3.5, "Autre": 4})
    assert refusals(check_margins, [margin, SEX, SEX]) == [
        "La variable «\u00a0Sexe\u00a0» a deux marges.",
        "Marge «\u00a0Âge\u00a0», «\u00a0Moins de 60 ans\u00a0»\u00a0: il faut un nombre plus grand que zéro, pas 0.",
        "Marge «\u00a0Âge\u00a0», «\u00a060 ans et plus\u00a0»\u00a0: il faut un nombre plus grand que zéro, pas -3,5.",
    ]


def test_no_margin_and_margin_of_one_category_are_refused():
    assert refusals(check_margins, []) == [
        "Ce tableau n’a aucune marge\u00a0: il faut une variable au moins, avec ses catégories."
    ]
    assert refusals(check_margins, [Margin("Âge", {"Tous": 100})]) == [
        "La marge «\u00a0Âge\u00a0» a moins de deux catégories\u00a0: elle ne redresse rien."
    ]


def test_categories_that_margin_or_answers_lack_are_told():
    margin = Margin("Taille", {"Petite": 40, "Moyenne": 30, "Grande": 30})
    unknown, silent = refusals(check_answers, [margin], {"Taille": {"Petite": 12, "Énorme": 3, "Grande": 0}})
    assert unknown == "La marge «\u00a0Taille\u00a0» ne dit rien de réponses reçues\u00a0: «\u00a0Énorme\u00a0» (3)."
    assert silent == (
        "Marge «\u00a0Taille\u00a0»\u00a0: personne n’a répondu «\u00a0Moyenne\u00a0» et «\u00a0Grande\u00a0». "
        "Aucun poids n’y peut rien\u00a0: regroupez des catégories."
    )


def test_categories_that_agree_are_accepted():
    check_answers([SEX], {"Sexe": {"Femme": 1, "Homme": 2}})
