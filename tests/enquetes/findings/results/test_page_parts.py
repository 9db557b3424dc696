"""Tests of the parts of results: no question lost, none twice, none too long."""

from hypothesis import given
from hypothesis import strategies as st

from enquetes.findings.results.page_parts import MOST_LINES, parts_of
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import ChoiceOutline, Outline, QuestionOutline, SectionOutline


def question(key: int, size: int) -> QuestionOutline:
    choices = tuple(ChoiceOutline(rank, f"c{rank}", "Choix") for rank in range(size))
    return QuestionOutline(key, f"q{key}", QuestionKind.ONE, "Question", choices=choices, number=key)


@given(st.lists(st.lists(st.integers(1, 60), max_size=12), max_size=5))
def test_each_question_is_on_one_page_in_order(sections):
    keys = iter(range(1_000))
    outline = Outline(
        1,
        "Enquête",
        "",
        "",
        tuple(
            SectionOutline(place, "", "", tuple(question(next(keys), size) for size in sizes))
            for place, sizes in enumerate(sections)
        ),
    )

    parts = parts_of(outline)

    assert [each for part in parts for each in part.questions] == list(outline.questions)
    assert [part.rank for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        lines = sum(len(each.choices) + 2 for each in part.questions)
        assert lines <= MOST_LINES or len(part.questions) == 1
