"""Merge of one part: text written by either side stays, text removed by one side goes."""

from collections import Counter

import pytest
from hypothesis import given

from ressources.review.versions.merging.values import (
    merge_choice,
    merge_line,
    merge_set,
    merge_text,
    merge_texts_apart,
    paragraphs,
    required_items,
)
from tests.ressources.review.versions.strategies import MODEST, TEXTS, clean, conflict


def text(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a", "a", "a", clean("a")),
        ("a", "b", "a", clean("b")),
        ("a", "a", "c", clean("c")),
        ("a", "b", "b", clean("b")),
        ("a", "b", "c", conflict("b")),
    ],
)
def test_choice_of_the_only_side_that_changed_wins_and_mine_when_both_did(base, mine, theirs, expected):
    assert merge_choice(base, mine, theirs) == expected


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("Photos", "Ranger ses photos", "Photos", clean("Ranger ses photos")),
        ("Photos", "Ranger", "Trier", conflict("Ranger / Trier")),
        ("Photos", "Ranger", "Ranger ses photos", conflict("Ranger ses photos")),
        ("Photos", "Ranger ses photos", "Ranger", conflict("Ranger ses photos")),
        ("Photos", "", "Ranger", conflict("Ranger")),
        ("Photos", "Ranger", "", conflict("Ranger")),
    ],
)
def test_line_rewritten_by_both_is_kept_twice(base, mine, theirs, expected):
    assert merge_line(base, mine, theirs) == expected


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        (("photo",), ("image", "photo"), ("photo", "souris"), ("image", "photo", "souris")),
        (("image", "photo"), ("image",), ("image", "photo", "souris"), ("image", "souris")),
        (("Photo",), ("Photo",), (), ()),
        ((), ("Courriel",), ("courriel",), ("Courriel",)),
        ((1, 2, 3), (2, 3, 4), (1, 3), (3, 4)),
    ],
)
def test_set_gets_additions_of_both_and_loses_removals_of_either(base, mine, theirs, expected):
    assert merge_set(base, mine, theirs) == clean(expected)


def test_lines_changed_at_different_places_are_merged():
    base = text("Un poste", "Une souris", "Un écran", "Un clavier")
    mine = text("Deux postes", "Une souris", "Un écran", "Un clavier")
    theirs = text("Un poste", "Une souris", "Un écran", "Un clavier", "Une imprimante")
    assert merge_text(base, mine, theirs) == clean(
        text("Deux postes", "Une souris", "Un écran", "Un clavier", "Une imprimante")
    )


def test_line_removed_by_one_is_removed():
    assert merge_text(text("a", "b", "c"), text("a", "c"), text("a", "b", "c", "d")) == clean(text("a", "c", "d"))


def test_line_rewritten_by_both_stays_twice():
    assert merge_text(text("a", "b", "c"), text("a", "moi", "c"), text("a", "elle", "c")) == conflict(
        text("a", "moi", "elle", "c")
    )


def test_line_removed_by_one_and_rewritten_by_the_other_stays():
    assert merge_text(text("a", "b", "c"), text("a", "c"), text("a", "elle", "c")) == conflict(text("a", "elle", "c"))


def test_lines_added_by_both_at_the_same_place_are_side_by_side():
    assert merge_text(text("a", "b"), text("a", "b", "moi"), text("a", "b", "elle")) == clean(
        text("a", "b", "moi", "elle")
    )


def test_text_added_by_both_to_an_empty_part_needs_a_review():
    assert merge_text("", "moi", "elle") == conflict(text("moi", "elle"))


def test_repeated_line_removed_at_two_places_is_not_lost():
    base = text("A", "x", "B", "x", "C")
    result = merge_text(base, text("A", "x", "B", "C"), text("A", "B", "x", "C"))
    assert (result.is_clean, sorted(result.value.split("\n"))) == (False, ["A", "B", "C", "x"])


def test_texts_without_a_common_version_keep_every_line():
    assert merge_texts_apart(text("a", "moi", "c"), text("a", "elle", "c")) == conflict(text("a", "moi", "elle", "c"))


@MODEST
@given(TEXTS, TEXTS, TEXTS)
def test_no_paragraph_of_either_side_is_lost(base, mine, theirs):
    result = paragraphs(merge_text(base, mine, theirs).value)
    required = required_items(*map(paragraphs, (base, mine, theirs)))
    assert set(required) - set(result) == set()
    assert set(result) - {*paragraphs(base), *paragraphs(mine), *paragraphs(theirs)} == set()


@MODEST
@given(TEXTS, TEXTS)
def test_without_a_common_version_no_paragraph_is_lost(mine, theirs):
    result = set(paragraphs(merge_texts_apart(mine, theirs).value))
    assert result == {*paragraphs(mine), *paragraphs(theirs)}


@MODEST
@given(TEXTS, TEXTS)
def test_text_unchanged_by_one_side_gives_the_other(base, other):
    assert merge_text(base, other, base) == merge_text(base, base, other) == clean(other)
    assert merge_text(base, other, other) == clean(other)


@MODEST
@given(TEXTS, TEXTS, TEXTS)
def test_clean_merge_is_symmetric(base, mine, theirs):
    first, second = merge_text(base, mine, theirs), merge_text(base, theirs, mine)
    assert first.is_clean == second.is_clean
    if first.is_clean:
        assert Counter(paragraphs(first.value)) == Counter(paragraphs(second.value))
