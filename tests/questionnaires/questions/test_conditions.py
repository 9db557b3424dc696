"""To whom a question is asked: according to earlier questions with choices alone."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.questions.outline import ConditionOutline, read_outline
from questionnaires.questions.services.conditions import remove_condition, set_condition
from questionnaires.questions.services.versions import IN_USE, put_into_use


def conditions(version, code: str) -> tuple:
    return read_outline(version).by_code[code].conditions


def test_condition_replaces_what_was_said_of_the_same_question(version):
    for codes in (["jeux"], ["mail", "autre"]):
        set_condition(question=version.questions.get(code="mot"), asked="usages", codes=codes)
    assert conditions(version, "mot") == (ConditionOutline("usages", frozenset({"mail", "autre"})),)


def test_condition_is_removed(version):
    remove_condition(question=version.questions.get(code="pourquoi"), asked="vient")
    assert conditions(version, "pourquoi") == ()


@pytest.mark.parametrize(
    ("code", "asked", "codes", "refusal"),
    [
        ("vient", "usages", ["jeux"], {"asked": ["Choisissez une question qui vient avant celle-ci."]}),
        ("vient", "vient", ["oui"], {"asked": ["Choisissez une question qui vient avant celle-ci."]}),
        ("mot", "nulle", ["oui"], {"asked": ["Choisissez une question qui vient avant celle-ci."]}),
        (
            *("mot", "combien", ["1"]),
            {"asked": ["Dans cette question, on ne choisit pas de réponse\u00a0: choisissez-en une autre."]},
        ),
        ("mot", "vient", [], {"codes": ["Cochez une réponse au moins."]}),
        ("mot", "vient", ["oui", "jamais"], {"codes": ["Cette réponse n’est plus offerte."]}),
    ],
)
def test_condition_is_refused_in_words(version, code, asked, codes, refusal):
    before = conditions(version, code)
    with pytest.raises(ValidationError) as refused:
        set_condition(question=version.questions.get(code=code), asked=asked, codes=codes)
    assert refused.value.message_dict == refusal
    assert conditions(version, code) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda question: set_condition(question=question, asked="vient", codes=["oui"]),
        lambda question: remove_condition(question=question, asked="vient"),
    ],
)
def test_conditions_of_a_version_in_use_are_not_changed(version, change):
    put_into_use(version=version)
    with pytest.raises(ValidationError) as refused:
        change(version.questions.get(code="pourquoi"))
    assert refused.value.messages == [IN_USE]
    assert conditions(version, "pourquoi") == (ConditionOutline("vient", frozenset({"non"})),)
