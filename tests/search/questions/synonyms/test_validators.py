"""Splitting expressions, and error messages of those that cannot be synonyms."""

import pytest
from django.core.exceptions import ValidationError

from search.questions.synonyms.validators import check_expressions, split_expressions


def faults(*expressions: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        check_expressions(expressions)
    return caught.value.messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail / courriel / mél", ["mail", "courriel", "mél"]),
        ("mail, courriel ;mél", ["mail", "courriel", "mél"]),
        ("clé  USB\r\n\r\nclef USB\n", ["clé USB", "clef USB"]),
        ('« clé USB », "clef"', ["clé USB", "clef"]),
        ("Mél / mel / MÉL / mail", ["Mél", "mail"]),
        (" , / ", []),
        ("Doctolib, Keldoc → rendez-vous, santé", ["Doctolib", "Keldoc", "→ rendez-vous", "→ santé"]),
        ("Doctolib\n→ rendez-vous\n→ santé", ["Doctolib", "→ rendez-vous", "→ santé"]),
    ],
)
def test_expressions_are_split_and_each_is_kept_once(text, expected):
    assert split_expressions(text) == expected


def test_good_expressions_pass():
    assert check_expressions(["mail", "courrier électronique"]) is None


def test_one_expression_is_not_enough():
    assert faults("mail") == ["Écrivez au moins deux expressions qui disent la même chose, une par ligne."]


def test_stop_words_alone_are_refused():
    assert faults("mail", "de la") == [
        "« de la » n’a aucun mot qui se cherche : ajoutez-en un, ou retirez cette expression."
    ]


def test_length_words_and_number_are_limited():
    long_expression, wordy_expression = "a" * 81, "un deux trois quatre cinq six sept"
    expressions = [f"mot{number}" for number in range(11)]
    assert faults(long_expression, wordy_expression, *expressions) == [
        f"« {'a' * 30}… » est trop longue : 80 caractères au plus.",
        "« un deux trois quatre cinq six sept » a trop de mots : 6 au plus.",
        "Un jeu a 12 expressions au plus : répartissez-les en plusieurs jeux.",
    ]


def test_expressions_that_the_search_already_equates_are_refused():
    (fault,) = faults("clé", "clefs")
    assert fault.startswith("La recherche les prend déjà l’une pour l’autre")
