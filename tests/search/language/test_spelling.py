"""Corrections of misspelt words."""

import pytest

from search.language.search_question import parse_question
from search.language.spelling import edits, nearest, possibly_misspelt, tolerance


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("imprimante", "imprimante", 0),
        ("imprimnate", "imprimante", 1),
        ("impimante", "imprimante", 1),
        ("imprimantte", "imprimante", 1),
        ("omprimante", "imprimante", 1),
        ("inprimente", "imprimante", 2),
        ("souris", "clavier", 3),
        # A letter inserted between two swapped letters is not one more edit; engines count in the same way.
        ("ca", "abc", 3),
    ],
)
def test_edits_count_changes_and_swaps(first, second, count):
    assert edits(first, second, limit=2) == count


def test_short_words_and_codes_are_left_alone():
    assert [tolerance(word) for word in ("b2i", "caf", "win10x", "mail", "tablete", "cle")] == [0, 0, 0, 1, 2, 0]


def test_nearest_then_most_frequent_word_is_chosen_with_its_accents():
    texts = ["Le réseau local", "Un réseau et des RÉSEAUX", "Un roseau au bord de l’eau"]
    assert nearest("resau", texts, distance=2) == ["réseau"]
    assert nearest("rezeau", texts, distance=1) == ["réseau"]
    assert nearest("dromadaire", texts, distance=2) == []


def test_only_plain_words_are_corrected():
    question = parse_question('wi-fi "souris" b2i cle imprimnate')
    assert [word.exact for word in possibly_misspelt(question)] == ["imprimnate"]


def test_word_counts_once_per_text_whatever_surrounds_it():
    texts = ["Une pose, une pose. La pose !", "La rose", "(rose)"]
    assert nearest("tose", texts, distance=1) == ["rose"]
    assert nearest("tose", [*texts, "pose", "l’pose"], distance=1) == ["pose"]


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_distance_beyond_the_limit_is_reported_as_over_the_limit(limit):
    pairs = [("", "abc"), ("abc", ""), ("souris", "clavier"), ("abcdef", "fedcba"), ("a", "abcde")]
    assert [edits(first, second, limit=limit) > limit for first, second in pairs] == [True] * len(pairs)
