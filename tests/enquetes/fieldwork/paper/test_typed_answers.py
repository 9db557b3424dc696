"""Tests of answers typed from a sheet."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.fieldwork.paper.typed_answers import FORGOTTEN, find_commune, read_answer, read_typed, typed_answer
from tests.factories.questionnaires import asked_if
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("sexe", "2", "homme"),
        ("sexe", " 1 ", "femme"),
        ("sexe", "-", None),
        ("usages", "31", ["jeux", "papiers"]),
        ("usages", "3 1", ["jeux", "papiers"]),
        ("avis", "12", {"accueil": "bien", "lieu": "mal"}),
        ("avis", "-2", {"lieu": "mal"}),
        ("avis", "--", None),
        ("fois", "0", 0),
        ("mot", "Merci", "Merci"),
    ],
)
def test_typed_answer_is_read(outline, code, text, value):
    assert read_answer(outline.by_code[code], text) == value


@pytest.mark.parametrize(
    ("code", "text", "refusal"),
    [
        ("sexe", "", FORGOTTEN),
        ("sexe", "3", "«\u00a03\u00a0» n’est pas sur la feuille\u00a0: de 1 à 2."),
        ("sexe", "0", "«\u00a00\u00a0» n’est pas sur la feuille\u00a0: de 1 à 2."),
        ("sexe", "²", "«\u00a0²\u00a0» n’est pas sur la feuille\u00a0: de 1 à 2."),
        ("usages", "14", "«\u00a04\u00a0» n’est pas sur la feuille\u00a0: de 1 à 3."),
        (
            "avis",
            "1",
            "2 lignes sur la feuille, 1 tapées\u00a0: un numéro par ligne, «\u00a0-\u00a0» si elle est blanche.",
        ),
        ("fois", "deux", "Écrivez un nombre entier, en chiffres."),
    ],
)
def test_answer_that_is_not_on_the_sheet_is_refused(outline, code, text, refusal):
    with pytest.raises(ValidationError) as refused:
        read_answer(outline.by_code[code], text)
    assert refused.value.messages == [refusal]


@pytest.mark.parametrize("code", ["sexe", "usages", "avis", "fois", "mot"])
def test_answer_shown_as_typed_is_read_the_same(outline, typed, code):
    value = read_answer(outline.by_code[code], typed[code])
    assert typed_answer(outline.by_code[code], value) == typed[code]


def test_question_that_is_not_asked_needs_no_answer(version, typed):
    questions = {question.code: question for question in version.questions.all()}
    asked_if(questions["fois"], questions["vient"], "oui")
    from questionnaires.questions.outline import read_outline  # noqa: PLC0415 - read once the condition stands

    values, refusals = read_typed(read_outline(version), {**typed, "vient": "2", "fois": ""})
    assert ("fois" in values, refusals) == (False, {})
    _, refusals = read_typed(read_outline(version), {**typed, "fois": ""})
    assert refusals == {"fois": [FORGOTTEN]}


def test_commune_is_found_by_first_letters_or_postal_code():
    cahors = CommuneFactory(name="Cahors", postal_codes="46000")
    gramat, issendolus = (
        CommuneFactory(name="Gramat", postal_codes="46500"),
        CommuneFactory(name="Issendolus", postal_codes="46500"),
    )
    saint = CommuneFactory(name="Saint-Céré", postal_codes="46400")
    texts = ("cah", "46000", "46500 gr", "46500 iss", "st cere", "Saint-Céré", "cere")
    assert [find_commune(text) for text in texts] == [cahors, cahors, gramat, issendolus, saint, saint, saint]
    for text, refusal in (
        ("46500", "Plusieurs communes\u00a0: Gramat et Issendolus… Tapez la suite."),
        ("xyz", "Aucune commune ne commence par «\u00a0xyz\u00a0»."),
    ):
        with pytest.raises(ValidationError) as refused:
            find_commune(text)
        assert refused.value.messages == [refusal]


def test_whole_name_wins_over_longer_ones():
    short = CommuneFactory(name="Saint-Jean", postal_codes="46400")
    CommuneFactory(name="Saint-Jean-de-Laur", postal_codes="46260")
    assert find_commune("st jean") == short
