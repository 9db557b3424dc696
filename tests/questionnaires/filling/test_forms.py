"""The form of a version: fields, refusals beside them, pages, words of conditions."""

import pytest

from questionnaires.filling.forms import QuestionnaireForm, pages_of
from questionnaires.questions.outline import read_outline
from tests.factories.reseau import CommuneFactory

SENT = {
    "vient": "oui",
    "combien": "3",
    "usages": ["autre"],
    "usages-mots": "Cartes",
    "note": "2",
    "avis-accueil": "bien",
    "mot": "Merci",
}


def test_sent_form_gives_the_values(outline):
    form = QuestionnaireForm(SENT, outline=outline)
    assert form.is_valid()
    assert form.values == {
        "vient": "oui",
        "combien": 3,
        "usages": ["autre"],
        "usages.words": "Cartes",
        "note": "2",
        "avis": {"accueil": "bien"},
        "mot": "Merci",
    }


def test_values_fill_the_form_in_again(outline):
    first = QuestionnaireForm(SENT, outline=outline)
    assert first.is_valid()
    again = QuestionnaireForm(outline=outline, initial=first.values)
    shown = {name: again[name].value() for name in again.fields if again[name].value()}
    assert shown == SENT | {"combien": 3}


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"vient": ""}, {"vient": ["Choisissez une réponse."]}),
        ({"vient": "x"}, {"vient": ["Choisissez une réponse de la liste."]}),
        ({"combien": "trois"}, {"combien": ["Écrivez un nombre entier, en chiffres."]}),
        ({"avis-lieu": "x"}, {"avis-accueil": ["Choisissez une réponse de la liste."]}),
        ({"usages": ["y"]}, {"usages": ["Choisissez une réponse de la liste."]}),
    ],
)
def test_refusal_stands_beside_its_field_and_what_was_typed_stays(outline, sent, errors):
    form = QuestionnaireForm(SENT | {"avis-accueil": ""} | sent, outline=outline)
    assert (form.is_valid(), form.errors) == (False, errors)
    assert form["mot"].value() == "Merci"


def test_page_of_a_section_ignores_what_other_pages_lack(outline):
    second = list(outline.sections[1].questions)
    form = QuestionnaireForm({"mot": "Merci"}, outline=outline, asked=second)
    assert form.is_valid()
    assert form.values == {"mot": "Merci"}


def test_question_that_depends_on_another_says_so(outline):
    parts = {part.question.code: part for part in QuestionnaireForm(outline=outline).parts()}
    assert parts["combien"].conditions == ["Si vous avez répondu «\u00a0Oui\u00a0» à la question 1."]
    assert parts["vient"].conditions == []
    assert [field.label for field in parts["avis"].fields] == ["Accueil", "Lieu"]
    assert [part.question.code for part in parts.values() if part.words] == ["usages"]


def test_commune_is_chosen_in_the_alphabet(outline):
    CommuneFactory(insee_code="46102", name="Figeac")
    CommuneFactory(insee_code="46042", name="Cahors")
    form = QuestionnaireForm({"vient": "non", "commune": "46042"}, outline=outline)
    assert form.is_valid()
    assert form.values == {"vient": "non", "commune": "46042"}
    assert [label for _, label in form.fields["commune"].widget.choices] == ["Choisir…", "Cahors", "Figeac"]


def test_section_whose_questions_are_all_for_others_has_no_page(version):
    section = version.sections.last()
    for code in ("usages", "note", "avis"):
        version.questions.get(code=code).delete()
    condition = version.questions.get(code="pourquoi").conditions.get()
    condition.pk, condition.question = None, version.questions.get(code="mot")
    condition.save()
    condition.choices.set(condition.asked.choices.filter(code="non"))
    outline = read_outline(version)
    first = version.sections.first().pk
    assert [key for key, _ in pages_of(outline, {"vient": "oui"})] == [first]
    assert [key for key, _ in pages_of(outline, {"vient": "non"})] == [first, section.pk]


def test_question_that_hangs_on_its_own_page_is_on_it(outline):
    (_, first), _ = pages_of(outline, {})
    assert [question.code for question in first] == ["vient", "pourquoi", "combien", "commune"]
