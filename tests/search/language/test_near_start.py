"""Beginnings of words typed with one slip."""

import re

import pytest

from search.language.near_start import LONGEST, beginning_nearly, near_start


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("gram", True),
        ("grzm", True),  # a wrong letter
        ("grma", True),  # two in the wrong order
        ("grram", True),  # one too many
        ("gamat", True),  # one forgotten
        ("gzma", False),
        ("zram", False),  # the first letter is right
        ("grz", False),  # too short for a slip
        ("gramatt", True),
        ("gramattt", False),
        ("g(am", True),
        ("gr(m", True),
    ],
)
def test_one_slip_is_forgiven_from_four_letters_on(typed, begins):
    assert beginning_nearly(typed)("gramat") is begins


def test_pattern_of_a_long_word_is_one_that_a_cluster_takes():
    assert len(near_start("anticonstitutionnellement")) < 1_000
    assert re.match(near_start("anticonstitutionnellement"), "anticonztitutionnellement"[:LONGEST])


def test_text_longer_than_the_pattern_begins_exactly():
    assert beginning_nearly("reseaux socia")("reseaux sociaux")
    assert not beginning_nearly("reseaux socle")("reseaux sociaux")
