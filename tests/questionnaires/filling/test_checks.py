"""What an answer may be: each refusal in words, and what is kept."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.filling.checks import check_values
from questionnaires.questions.outline import read_outline
from tests.factories.reseau import CommuneFactory

WHOLE = {
    "vient": "oui",
    "combien": 3,
    "usages": ["jeux", "autre"],
    "usages.words": "Cartes",
    "note": "4",
    "avis": {"accueil": "bien", "lieu": "mal"},
    "mot": "Merci",
}


def test_whole_answer_is_kept_as_it_is(outline):
    commune = CommuneFactory()
    assert check_values(outline, WHOLE | {"commune": commune.pk}) == WHOLE | {"commune": commune.pk}


def test_values_come_back_cleaned(outline):
    values = {"vient": "oui", "combien": "1\u202f2", "usages": ["mail", "jeux", "mail"], "mot": "  Deux\r\nlignes "}
    kept = {"vient": "oui", "combien": 12, "usages": ["jeux", "mail"], "mot": "Deux\nlignes"}
    assert check_values(outline, values) == kept


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("vient", "", "Choisissez une réponse."),
        ("vient", "peut-être", "Choisissez une réponse de la liste."),
        ("vient", ["oui"], "Choisissez une réponse de la liste."),
        ("combien", "beaucoup", "Écrivez un nombre entier, en chiffres."),
        ("combien", "²", "Écrivez un nombre entier, en chiffres."),
        ("combien", "1.5", "Écrivez un nombre entier, en chiffres."),
        ("combien", True, "Écrivez un nombre entier, en chiffres."),
        ("combien", "12345678901", "Ce nombre est trop grand."),
        ("combien", "0", "Le plus petit nombre possible est 1."),
        ("combien", 100, "Le plus grand nombre possible est 99."),
        ("commune", "99999", "Cette commune n’est pas connue\u00a0: choisissez-la dans la liste."),
        (
            "usages",
            ["jeux", "aucun"],
            "«\u00a0Aucun\u00a0» ne va pas avec une autre réponse\u00a0: gardez l’une ou l’autre.",
        ),
        ("usages", ["jeux", 3], "Choisissez une réponse de la liste."),
        ("note", "5", "Choisissez une réponse de la liste."),
        ("avis", "bien", "Choisissez une réponse de la liste."),
        ("avis", {"cuisine": "bien"}, "Une ligne de cette grille n’existe pas."),
        ("avis", {"accueil": "parfait"}, "Choisissez une réponse de la liste."),
        ("mot", "x" * 201, "Ce texte a 201 signes\u00a0: 200 au plus."),
    ],
)
def test_wrong_answer_is_refused_beside_its_question(outline, code, value, sentence):
    with pytest.raises(ValidationError) as refused:
        check_values(outline, WHOLE | {code: value})
    assert refused.value.message_dict == {code: [sentence]}


def test_text_longer_than_its_question_takes_is_refused(outline):
    with pytest.raises(ValidationError) as refused:
        check_values(outline, {"vient": "non", "pourquoi": "x" * 41})
    assert refused.value.message_dict == {"pourquoi": ["Ce texte a 41 signes\u00a0: 40 au plus."]}


def test_answers_of_another_version_are_refused(outline):
    with pytest.raises(ValidationError) as refused:
        check_values(outline, {"vient": "oui", "age": 3, "sexe.words": "?"})
    assert refused.value.messages == ["Ces réponses ne sont pas de ce questionnaire\u00a0: age, sexe.words."]


def test_required_grid_says_which_line_is_missing(version, outline):
    version.questions.filter(code="avis").update(is_required=True)
    with pytest.raises(ValidationError) as refused:
        check_values(read_outline(version), {"vient": "oui", "avis": {"lieu": "bien"}})
    assert refused.value.message_dict == {"avis": ["Il manque une réponse\u00a0: Accueil."]}


def test_several_answers_have_a_limit(version):
    version.questions.filter(code="usages").update(highest=2)
    with pytest.raises(ValidationError) as refused:
        check_values(read_outline(version), {"vient": "oui", "usages": ["jeux", "mail", "autre"]})
    assert refused.value.message_dict == {"usages": ["Gardez 2\u00a0réponses au plus."]}


def test_required_question_that_is_not_asked_needs_no_answer(version):
    version.questions.filter(code="pourquoi").update(is_required=True)
    assert check_values(read_outline(version), {"vient": "oui"}) == {"vient": "oui"}
