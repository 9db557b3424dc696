"""Card numbers as people type them."""

import pytest

from b2i.learners.card_numbers import card_number, rank_of, read_card_number


@pytest.mark.parametrize("typed", ["46-0001", "46 0001", "460001", " 46 - 00 01 ", "46–0001", "0001", "n° 46-0001"])
def test_a_number_is_read_whatever_stands_between_its_digits(typed):
    assert read_card_number(typed) == "46-0001"


@pytest.mark.parametrize("typed", ["", "Jeanne", "1", "46", "82-0001", "46-00000001", "46-٠٠٠١"])
def test_what_cannot_be_a_card_number_reads_as_empty(typed):
    assert read_card_number(typed) == ""


def test_ranks_beyond_four_digits_are_read():
    assert read_card_number(card_number(12345)) == "46-12345"


def test_the_rank_is_what_follows_the_departement():
    assert rank_of("46-0123") == 123
