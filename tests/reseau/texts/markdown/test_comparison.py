"""Comparison of two texts, line by line and word by word."""

import pytest
from hypothesis import given

from reseau.texts.markdown.comparison import (
    ComparedLine,
    ComparedWords,
    WordChange,
    compare_lines,
    compare_texts,
    fold_unchanged,
)
from tests.reseau.texts.markdown.rendering import rendered
from tests.ressources.review.versions.strategies import MODEST, TEXTS

SAME, ADDED, REMOVED = WordChange.SAME, WordChange.ADDED, WordChange.REMOVED


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("", "", []),
        ("a", "a", ["a"]),
        ("", "a", ["+a+"]),
        ("a\n\nb", "a\nb", ["a", "b"]),
        ("Un poste\nUne souris", "Un poste", ["Un poste", "-Une souris-"]),
        ("Dites bonjour à tous.", "Dites bonjour à chacun.", ["Dites bonjour à -tous-+chacun+."]),
        ("Un poste", "Deux tablettes", ["-Un poste-", "+Deux tablettes+"]),
        (
            "Éteignez tout.\nDites bonjour à tous.",
            "Dites bonjour à chacun.\nOffrez un café.",
            ["-Éteignez tout.-", "Dites bonjour à -tous-+chacun+.", "+Offrez un café.+"],
        ),
    ],
)
def test_similar_lines_are_compared_word_by_word(before, after, lines):
    assert rendered(compare_lines(before, after)) == lines


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        (SAME, "d’un &lt;b&gt;"),
        (
            ADDED,
            '<ins><span class="sr">[ajouté\u00a0: </span>d’un &lt;b&gt;<span class="sr"> – fin]</span></ins>',
        ),
        (
            REMOVED,
            '<del><span class="sr">[retiré\u00a0: </span>d’un &lt;b&gt;<span class="sr"> – fin]</span></del>',
        ),
    ],
)
def test_changes_are_announced_and_their_words_escaped(change, marked):
    assert ComparedWords(change, "d’un <b>").marked == marked


def test_lines_far_from_a_change_are_left_out():
    before = "\n".join("abcdefgh")
    assert rendered(fold_unchanged(compare_lines(before, before.replace("d", "D")))) == [
        "… 2",
        "c",
        "-d-",
        "+D+",
        "e",
        "… 3",
    ]


def test_single_unchanged_line_is_not_left_out():
    assert rendered(fold_unchanged(compare_lines("a\nb\nc", "a\nb\nC"))) == ["a", "b", "-c-", "+C+"]


@MODEST
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_in_their_comparison(before, after):
    lines = compare_lines(before, after)

    def without(change: WordChange) -> list[str]:
        lines_of_side = [[piece.text for piece in line.pieces if piece.change is not change] for line in lines]
        return [text for pieces in lines_of_side if (text := "".join(pieces))]

    assert without(ADDED) == [line for line in before.split("\n") if line.strip()]
    assert without(REMOVED) == [line for line in after.split("\n") if line.strip()]


def test_line_in_pieces_is_not_an_unchanged_line():
    assert [
        ComparedLine((ComparedWords(SAME, "a"),)).is_same,
        ComparedLine((ComparedWords(SAME, "a"), ComparedWords(ADDED, "b"))).is_same,
    ] == [True, False]


def test_texts_are_compared_as_they_are_read():
    assert rendered(compare_texts("**Un** poste", "Un *grand* poste")) == ["Un +grand +poste"]
    assert compare_texts("**Un** poste", "Un *poste*") is None


@pytest.mark.parametrize("unit", ["a ", "a\n"])
def test_words_repeated_without_end_stand_under_each_other(unit):
    """`tests/test_parser_bounds.py` judges what it takes."""
    lines = compare_lines(unit * 10_000, f"b {unit * 9_990}")

    assert {piece.change for line in lines for piece in line.pieces} == {ADDED, REMOVED}
