"""Merge of run sheets: steps are matched whatever their place, and never lost."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from ressources.review.versions.merging.steps import match_steps, merge_steps, paragraphs_of_texts, paragraphs_of_title
from ressources.review.versions.merging.values import required_items
from ressources.sheets.content import StepContent
from tests.ressources.review.versions.strategies import MODEST, RUN_SHEETS, THREE_RUN_SHEETS, clean, conflict

WELCOME = StepContent("Accueil", 10, "Dites bonjour.", "Ils se présentent.")
SHOW = StepContent("Montrer", 20, "Montrez une fois, lentement.")
TRY = StepContent("Essayer", 30, "Laissez faire.", "Ils refont le geste à deux.")
END = StepContent("Bilan", 10, "Faites dire à chacun ce qu’il a retenu.")
BREAK = StepContent("Pause", 10, "Offrez un café.")
BASE = (WELCOME, SHOW, TRY, END)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ((WELCOME, SHOW, BREAK, TRY, END), BASE, (WELCOME, SHOW, BREAK, TRY, END)),
        ((WELCOME, SHOW, TRY), (BREAK, *BASE), (BREAK, WELCOME, SHOW, TRY)),
        ((WELCOME, TRY, SHOW, END), (WELCOME, SHOW, TRY, BREAK, END), (WELCOME, TRY, BREAK, SHOW, END)),
        ((WELCOME, SHOW, TRY, BREAK, END), (WELCOME, TRY, SHOW, END), (WELCOME, TRY, BREAK, SHOW, END)),
        ((*BASE, BREAK), (*BASE, BREAK), (*BASE, BREAK)),
        ((), (), ()),
    ],
)
def test_added_moved_and_removed_steps_are_merged(mine, theirs, expected):
    assert merge_steps(BASE, mine, theirs) == clean(expected)


def test_step_changed_by_both_in_different_parts_is_one_step():
    mine = (WELCOME, replace(SHOW, minutes=25), TRY, END)
    theirs = (WELCOME, replace(SHOW, learners="Ils regardent."), TRY, END)
    assert merge_steps(BASE, mine, theirs) == clean(
        (WELCOME, StepContent("Montrer", 25, "Montrez une fois, lentement.", "Ils regardent."), TRY, END)
    )


def test_step_rewritten_by_both_keeps_both_texts():
    mine = (replace(WELCOME, animator="Dites bonjour à chacun."),)
    theirs = (replace(WELCOME, animator="Offrez un café."),)
    assert merge_steps((WELCOME,), mine, theirs) == conflict(
        (replace(WELCOME, animator="Dites bonjour à chacun.\nOffrez un café."),)
    )


def test_step_removed_by_one_and_rewritten_by_the_other_stays():
    rewritten_step = replace(SHOW, animator="Montrez deux fois, lentement.")
    assert merge_steps(BASE, (WELCOME, TRY, END), (WELCOME, rewritten_step, TRY, END)) == conflict(
        (WELCOME, rewritten_step, TRY, END)
    )


def test_step_moved_by_one_and_rewritten_by_the_other_is_one_step():
    rewritten_step = replace(END, animator="Faites dire à chacun ce qu’il a retenu aujourd’hui.")
    assert merge_steps(BASE, (END, WELCOME, SHOW, TRY), (WELCOME, SHOW, TRY, rewritten_step)) == clean(
        (rewritten_step, WELCOME, SHOW, TRY)
    )


def test_steps_moved_by_both_keep_my_order():
    result = merge_steps(BASE, (END, WELCOME, SHOW, TRY), (TRY, WELCOME, SHOW, END))
    assert result == conflict((END, WELCOME, SHOW, TRY))


def test_run_sheets_without_a_common_version_keep_every_step():
    mine, theirs = (WELCOME, BREAK, END), (WELCOME, TRY, replace(END, animator="Dites au revoir."))
    assert merge_steps(None, mine, theirs) == conflict(
        (WELCOME, TRY, BREAK, replace(END, animator=f"{END.animator}\nDites au revoir."))
    )


def test_steps_are_matched_by_title_then_by_words():
    retitled = replace(TRY, title="Refaire")
    shortened = StepContent("BILAN", 5, "Au revoir.")
    assert match_steps(BASE, (shortened, retitled, BREAK, SHOW)) == {3: 1, 0: 3, 1: 2}


def titles_of(steps) -> list[str]:
    return [text for step in steps for text in paragraphs_of_title(step)]


def texts_of(steps) -> list[str]:
    return [text for step in steps for text in paragraphs_of_texts(step)]


@MODEST
@given(THREE_RUN_SHEETS)
def test_no_paragraph_of_either_side_is_lost(three):
    result = merge_steps(*three).value
    assert set(required_items(*map(texts_of, three))) - set(texts_of(result)) == set()
    assert [
        title for title in required_items(*map(titles_of, three)) if not any(title in step.title for step in result)
    ] == []


@MODEST
@given(RUN_SHEETS, RUN_SHEETS)
def test_without_a_common_version_no_paragraph_is_lost(mine, theirs):
    result = merge_steps(None, mine, theirs).value
    assert set(texts_of([*mine, *theirs])) == set(texts_of(result))
    assert [title for title in titles_of([*mine, *theirs]) if not any(title in step.title for step in result)] == []


@MODEST
@given(RUN_SHEETS, RUN_SHEETS)
def test_run_sheet_unchanged_by_one_side_gives_the_other(base, other):
    assert merge_steps(base, other, base) == merge_steps(base, base, other) == clean(other)
    assert merge_steps(base, other, other) == clean(other)


@MODEST
@given(THREE_RUN_SHEETS)
def test_clean_merge_is_symmetric(three):
    base, mine, theirs = three
    first, second = merge_steps(base, mine, theirs), merge_steps(base, theirs, mine)
    if first.is_clean and second.is_clean:
        counters = [Counter([*titles_of(result.value), *texts_of(result.value)]) for result in (first, second)]
        assert counters[0] == counters[1]
