"""Versions: put into use, copied whole, refused while something would keep people from answering."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questionnaires.questions.outline import Outline, outline_of, read_outline
from questionnaires.questions.services.versions import open_questionnaire, prepare_next_version, put_into_use
from tests.factories.questionnaires import QuestionFactory, asked_if


def without_keys(outline: Outline) -> list:
    return [
        replace(
            question,
            key=0,
            choices=tuple(replace(choice, key=0) for choice in question.choices),
            rows=tuple(replace(row, key=0) for row in question.rows),
        )
        for question in outline.questions
    ]


def test_next_version_asks_the_same_questions(version):
    used = put_into_use(version=version)
    draft = prepare_next_version(questionnaire=used.questionnaire)
    assert (draft.number, draft.is_frozen, used.is_frozen) == (2, False, True)
    first, second = read_outline(used), read_outline(draft)
    assert without_keys(first) == without_keys(second)
    assert {question.key for question in first.questions} & {question.key for question in second.questions} == set()
    assert [section.title for section in second.sections] == ["Vous", "L’espace"]


def test_draft_is_prepared_once(version):
    put_into_use(version=version)
    drafts = [prepare_next_version(questionnaire=version.questionnaire) for _ in range(2)]
    assert drafts[0] == drafts[1]
    assert version.questionnaire.versions.count() == 2


def test_new_questionnaire_has_a_draft_with_one_section(db):
    version = open_questionnaire(title="Jeunes et numérique", slug="jeunes")
    assert (version.number, version.is_frozen, version.sections.count()) == (1, False, 1)


def test_slug_already_taken_is_refused(db):
    open_questionnaire(title="Un", slug="jeunes")
    with pytest.raises(ValidationError) as refused:
        open_questionnaire(title="Deux", slug="jeunes")
    assert list(refused.value.message_dict) == ["slug"]


def test_empty_questionnaire_is_not_put_into_use(db):
    version = open_questionnaire(title="Un", slug="un")
    with pytest.raises(ValidationError) as refused:
        put_into_use(version=version)
    assert refused.value.messages == ["Ce questionnaire n’a pas encore de question."]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"choices": ("oui",)}, "Question 9\u00a0: il faut au moins deux réponses à choisir."),
        ({"kind": "grid"}, "Question 9\u00a0: la grille n’a pas de ligne."),
    ],
)
def test_question_that_nobody_could_answer_is_told(version, question, sentence):
    QuestionFactory(section=version.sections.last(), rank=9, **question)
    with pytest.raises(ValidationError) as refused:
        put_into_use(version=version)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("asked", "codes", "sentence"),
    [
        ("mot", ("oui",), "Question 1\u00a0: elle dépend d’une question qui vient après elle."),
        ("note", (), "Question 1\u00a0: elle dépend d’une question qui vient après elle."),
    ],
)
def test_condition_on_a_later_question_is_told(version, asked, codes, sentence):
    asked_if(version.questions.get(code="vient"), version.questions.get(code=asked), *codes)
    with pytest.raises(ValidationError) as refused:
        put_into_use(version=version)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("mot", "Question 9\u00a0: elle dépend d’une question où l’on ne choisit pas de réponse."),
        ("vient", "Question 9\u00a0: dites pour quelles réponses à la question 1 on la pose."),
    ],
)
def test_condition_without_a_choice_is_told(version, asked, sentence):
    asked_if(QuestionFactory(section=version.sections.last(), rank=9), version.questions.get(code=asked))
    with pytest.raises(ValidationError) as refused:
        put_into_use(version=version)
    assert refused.value.messages == [sentence]


def test_column_of_two_questions_is_told(version):
    QuestionFactory(section=version.sections.last(), rank=9, code="usages_mail", kind="number")
    with pytest.raises(ValidationError) as refused:
        put_into_use(version=version)
    assert refused.value.messages == [
        "Question 9\u00a0: sa colonne «\u00a0usages_mail\u00a0» est celle de la question 5\u00a0: changez un nom."
    ]


def test_outline_takes_five_queries_then_none_for_a_version_in_use(version):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            outline_of(version)
        counts.append(len(queries))
    used = put_into_use(version=version)
    outline_of(used)
    with CaptureQueriesContext(connection) as queries:
        outline_of(used)
    assert (counts, len(queries)) == ([5, 5], 0)
