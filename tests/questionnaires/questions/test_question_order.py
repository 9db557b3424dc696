"""Order of questions: any sequence of moves gives the order that was asked for, without a hole in the ranks."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.questions.models import Question
from questionnaires.questions.services.question_order import move_question, place_question, remove_question
from questionnaires.questions.services.versions import IN_USE, put_into_use
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory

SIZES = (3, 0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 9), st.sampled_from([-1, 1])),
        st.tuples(st.just("place"), st.integers(0, 9), st.integers(0, 2)),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(0)),
    ),
    max_size=8,
)


@pytest.fixture
def sections(db) -> list:
    """Three sections of one draft, with 3, 0 and 2 questions."""
    first = QuestionnaireSectionFactory(rank=1)
    sections = [first, *(QuestionnaireSectionFactory(rank=rank, version=first.version) for rank in (2, 3))]
    for section, size in zip(sections, SIZES, strict=True):
        for rank in range(1, size + 1):
            QuestionFactory(section=section, rank=rank, kind="short")
    return sections


def stored(sections) -> list[list[int]]:
    rows = [list(section.questions.order_by("rank", "pk").values_list("rank", "pk")) for section in sections]
    for section in rows:
        assert [rank for rank, _ in section] == list(range(1, len(section) + 1))
    return [[key for _, key in section] for section in rows]


def moved(order: list[list[int]], key: int, places: int) -> list[list[int]]:
    """Return the order in which a line of a page goes up or down, headings of sections being lines too."""
    lines = [line for place, section in enumerate(order) for line in (f"section {place}", *section)]
    old = lines.index(key)
    if 0 < old + places < len(lines):
        lines[old], lines[old + places] = lines[old + places], lines[old]
    after: list[list[int]] = []
    for line in lines:
        if isinstance(line, str):
            after.append([])
        else:
            after[-1].append(line)
    return after


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_moves_give_the_order_asked_for(sections, steps):
    with transaction.atomic():
        order = stored(sections)
        for step, place, value in steps:
            keys = [key for section in order for key in section]
            if not keys:
                break
            question = Question.objects.get(pk=keys[place % len(keys)])
            match step:
                case "move":
                    move_question(question=question, places=value)
                    order = moved(order, question.pk, value)
                case "place":
                    place_question(question=question, section=sections[value])
                    if question.pk not in order[value]:
                        order = [[key for key in section if key != question.pk] for section in order]
                        order[value].append(question.pk)
                case "remove":
                    remove_question(question=question)
                    order = [[key for key in section if key != question.pk] for section in order]
            assert stored(sections) == order
        transaction.set_rollback(True)


def test_question_on_which_another_depends_is_kept(version):
    with pytest.raises(ValidationError) as refused:
        remove_question(question=version.questions.get(code="vient"))
    assert refused.value.messages == [
        "La question 2 est posée selon la réponse à celle-ci\u00a0: changez d’abord sa condition."
    ]


def test_question_does_not_enter_a_section_of_another_version(version):
    with pytest.raises(ValidationError) as refused:
        place_question(question=version.questions.get(code="mot"), section=QuestionnaireSectionFactory())
    assert refused.value.messages == ["Cette partie est celle d’une autre version."]


@pytest.mark.parametrize(
    "change",
    [
        lambda question: move_question(question=question, places=-1),
        lambda question: place_question(question=question, section=question.version.sections.first()),
        lambda question: remove_question(question=question),
    ],
)
def test_order_of_a_version_in_use_is_not_changed(version, change):
    put_into_use(version=version)
    before = list(version.questions.values_list("pk", "section", "rank"))
    with pytest.raises(ValidationError) as refused:
        change(version.questions.get(code="mot"))
    assert refused.value.messages == [IN_USE]
    assert list(version.questions.values_list("pk", "section", "rank")) == before
