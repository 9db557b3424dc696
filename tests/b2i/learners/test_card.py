"""Tests of the parsing of card numbers."""

import pytest

from b2i.learners.card import card_number, rank_of, read_card_number


@pytest.mark.parametrize("text", ["46-0001", "46 0001", "460001", " 46 - 00 01 ", "46–0001", "0001", "n° 46-0001"])
def test_card_number_is_read_with_any_separator(text):
    assert read_card_number(text) == "46-0001"


@pytest.mark.parametrize("text", ["", "Jeanne", "1", "46", "82-0001", "46-00000001", "46-٠٠٠١"])
def test_text_that_is_no_card_number_gives_empty_string(text):
    assert read_card_number(text) == ""


def test_rank_beyond_four_digits_is_read():
    assert read_card_number(card_number(12345)) == "46-12345"


def test_rank_follows_departement():
    assert rank_of("46-0123") == 123
