"""Choices and lines written one on each line: what is read is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.editing.written_lines import (
    ASKS_WORDS,
    EXCLUSIVE,
    read_choices,
    read_rows,
    write_choices,
    write_rows,
)
from questionnaires.questions.outline import ChoiceOutline, RowOutline

BEFORE = [ChoiceOutline(7, "oui", "Oui"), ChoiceOutline(8, "non", "Non")]
LABEL = st.text("aAé1_=() ", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
CODE = st.text("ab_1", max_size=6).map("a{}".format)


def codes(text: str, known=BEFORE) -> list[str]:
    return [choice.code for choice in read_choices(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui\nNon", ["oui", "non"]),
        ("Non\n\n Oui \n", ["non", "oui"]),
        ("Oui, souvent\nNon", ["oui", "non"]),
        ("Oui\nParfois\nNon", ["oui", "parfois", "non"]),
        ("y = Oui\nNon", ["y", "non"]),
        ("Oui\nOui", ["oui", "non"]),
        ("Oui\nOui\nNon", ["oui", "oui_2", "non"]),
        ("", []),
    ],
)
def test_code_of_a_line_stays_or_is_made(text, expected):
    assert codes(text) == expected


def test_steps_of_a_scale_are_numbered():
    assert [step.code for step in read_choices("Peu\n5 = Assez\nTrès", numbered=True)] == ["1", "5", "3"]


def test_marks_are_read_at_the_end_of_a_line():
    read = read_choices(f"Autre {ASKS_WORDS}\nAucun {EXCLUSIVE} {ASKS_WORDS}\n{EXCLUSIVE} Rien")
    assert [(c.label, c.is_exclusive, c.asks_words) for c in read] == [
        ("Autre", False, True),
        ("Aucun", True, True),
        (f"{EXCLUSIVE} Rien", False, False),
    ]


@given(
    choices=st.lists(
        st.builds(ChoiceOutline, st.just(0), CODE, LABEL, st.booleans(), st.booleans()), unique_by=lambda c: c.code
    ),
    numbered=st.booleans(),
)
def test_choices_written_are_read_back(choices, numbered):
    text = write_choices(choices, numbered=numbered)
    assert read_choices(text, choices, numbered=numbered) == choices


@given(rows=st.lists(st.builds(RowOutline, st.just(0), CODE, LABEL), unique_by=lambda row: row.code))
def test_lines_written_are_read_back(rows):
    assert read_rows(write_rows(rows), rows) == rows
