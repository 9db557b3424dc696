"""Questions of a draft: added, changed whole or not at all, copied."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import CODE, Question
from questionnaires.questions.outline import ChoiceOutline, RowOutline, read_outline
from questionnaires.questions.services.versions import IN_USE, put_into_use
from questionnaires.questions.services.writing import add_question, change_question, duplicate_question, insert_copy
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory

YES, NO = ChoiceOutline(0, "oui", "Oui, souvent"), ChoiceOutline(0, "non", "Non")


def codes(version) -> list[str]:
    return [question.code for question in read_outline(version).questions]


def test_question_is_added_at_the_end_with_a_code_of_its_own(version):
    for _ in range(2):
        add_question(
            section=version.sections.get(rank=1), kind=QuestionKind.NUMBER, wording="Quel âge avez-vous\u00a0?"
        )
    assert codes(version)[4:6] == ["age", "age_2"]


def test_code_in_use_is_refused_in_its_field(version):
    with pytest.raises(ValidationError) as refused:
        add_question(section=version.sections.get(rank=1), kind=QuestionKind.NUMBER, wording="Âge", code="mot")
    assert refused.value.messages == ["Une autre question de cette version porte déjà ce nom de colonne."]


def test_question_changes_with_its_choices(version):
    question = version.questions.get(code="vient")
    keys = dict(question.choices.values_list("code", "pk"))
    other = ChoiceOutline(0, "autre", "Autre", asks_words=True)
    change_question(question=question, fields={"wording": "Vous venez\u00a0?"}, choices=[NO, YES, other])
    read = read_outline(version).by_code["vient"]
    assert read.wording == "Vous venez\u00a0?"
    assert [(c.code, c.label, c.asks_words) for c in read.choices] == [
        ("non", "Non", False),
        ("oui", "Oui, souvent", False),
        ("autre", "Autre", True),
    ]
    assert {code: read.choice_by_code[code].key for code in keys} == keys


def test_choice_on_which_a_question_depends_is_kept(version):
    question = version.questions.get(code="vient")
    with pytest.raises(ValidationError) as refused:
        change_question(question=question, fields={"wording": "Autre chose"}, choices=[YES])
    assert list(refused.value.message_dict) == ["choices"]
    question.refresh_from_db()
    assert (question.wording == "Autre chose", question.choices.count()) == (False, 2)


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ([YES, YES], "Le code «\u00a0oui\u00a0» est donné deux fois."),
        ([ChoiceOutline(0, f"c{rank}", "A") for rank in range(61)], "61 réponses\u00a0: 60 au plus."),
    ],
)
def test_choices_are_refused_in_words(version, choices, text):
    with pytest.raises(ValidationError) as refused:
        change_question(question=version.questions.get(code="note"), fields={}, choices=choices)
    assert refused.value.message_dict == {"choices": [text]}


def test_choice_too_long_is_refused_beside_the_choices(version):
    with pytest.raises(ValidationError) as refused:
        change_question(
            question=version.questions.get(code="note"), fields={}, choices=[ChoiceOutline(0, "a", "é" * 201)]
        )
    assert list(refused.value.message_dict) == ["choices"]


def test_lines_of_a_grid_change(version):
    grid = version.questions.get(code="avis")
    change_question(question=grid, fields={}, rows=[RowOutline(0, "lieu", "Le lieu"), RowOutline(0, "prix", "Le prix")])
    assert [(row.code, row.wording) for row in read_outline(version).by_code["avis"].rows] == [
        ("lieu", "Le lieu"),
        ("prix", "Le prix"),
    ]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([RowOutline(0, "a", "A"), RowOutline(0, "a", "B")], "Le code «\u00a0a\u00a0» est donné deux fois."),
        ([RowOutline(0, f"c{rank}", "A") for rank in range(61)], "61 lignes\u00a0: 60 au plus."),
        (
            [RowOutline(0, "1a", "A")],
            f"«\u00a0A\u00a0»\u00a0: {CODE.message}",
        ),
    ],
)
def test_lines_are_refused_in_words(version, rows, text):
    with pytest.raises(ValidationError) as refused:
        change_question(question=version.questions.get(code="avis"), fields={}, rows=rows)
    assert refused.value.message_dict == {"rows": [text]}


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("vient", "short", "Une question où l’on choisit ne devient pas une question où l’on écrit"),
        ("mot", "one", "Une question où l’on choisit ne devient pas une question où l’on écrit"),
        ("avis", "one", "Cette grille a des lignes"),
    ],
)
def test_kind_that_would_lose_something_is_refused(version, code, kind, text):
    with pytest.raises(ValidationError) as refused:
        change_question(question=version.questions.get(code=code), fields={"kind": kind})
    assert [message.split("\u00a0:")[0] for message in refused.value.message_dict["kind"]] == [text]


def test_grid_without_lines_becomes_a_list(version):
    change_question(question=version.questions.get(code="avis"), fields={"kind": "one"}, rows=[])
    assert read_outline(version).by_code["avis"].kind is QuestionKind.ONE


def test_bounds_in_the_wrong_order_are_refused(version):
    with pytest.raises(ValidationError) as refused:
        change_question(question=version.questions.get(code="combien"), fields={"lowest": 9, "highest": 2})
    assert refused.value.messages == ["«\u00a0Au moins\u00a0» dépasse «\u00a0au plus\u00a0»."]


def test_duplicate_comes_right_after_with_the_same_condition(version):
    copy = duplicate_question(question=version.questions.get(code="pourquoi"))
    assert codes(version)[:4] == ["vient", "pourquoi", "pourquoi_2", "combien"]
    outline = read_outline(version)
    assert outline.by_key[copy.pk].conditions == outline.by_code["pourquoi"].conditions


def test_copy_of_another_questionnaire_keeps_its_code_if_it_is_free(version):
    foreign = QuestionFactory(code="mot", choices=("a", "b"))
    section = version.sections.get(rank=1)
    copies = [insert_copy(section=section, question=question) for question in (foreign, QuestionFactory(code="libre"))]
    assert [copy.code for copy in copies] == ["mot_2", "libre"]
    assert codes(version)[4:6] == ["mot_2", "libre"]
    assert [choice.code for choice in read_outline(version).by_code["mot_2"].choices] == ["a", "b"]


@pytest.mark.parametrize(
    "change",
    [
        lambda question: add_question(section=question.section, kind=QuestionKind.ONE, wording="A"),
        lambda question: change_question(question=question, fields={"wording": "A"}),
        lambda question: duplicate_question(question=question),
        lambda question: insert_copy(section=question.section, question=question),
    ],
)
def test_questions_of_a_version_in_use_are_not_changed(version, change):
    put_into_use(version=version)
    before = list(Question.objects.values_list("pk", "wording"))
    with pytest.raises(ValidationError) as refused:
        change(version.questions.get(code="mot"))
    assert refused.value.messages == [IN_USE]
    assert list(Question.objects.values_list("pk", "wording")) == before


def test_question_removed_meanwhile_is_told(version):
    question = version.questions.get(code="mot")
    Question.objects.filter(pk=question.pk).delete()
    with pytest.raises(ValidationError) as refused:
        duplicate_question(question=question)
    assert refused.value.messages == ["Cette partie du questionnaire n’est plus là\u00a0: quelqu’un l’a retirée."]


def test_copy_goes_into_a_draft_alone(version):
    section = QuestionnaireSectionFactory(version__in_use=True)
    with pytest.raises(ValidationError) as refused:
        insert_copy(section=section, question=version.questions.get(code="mot"))
    assert refused.value.messages == [IN_USE]
