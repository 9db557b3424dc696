"""Numbers of papers: easy to type, impossible to guess."""

import math

import pytest

from reseau.documents.proofs.numbers import LENGTH, SIGNS, in_groups, new_number, parse_number

NUMBER = "7K3M9QTR2XWC"


def test_number_holds_at_least_sixty_bits():
    assert LENGTH * math.log2(len(set(SIGNS))) >= 60


def test_numbers_use_all_the_characters_and_never_repeat():
    numbers = [new_number() for _ in range(500)]
    assert (len(set(numbers)), set("".join(numbers))) == (500, set(SIGNS))


def test_number_is_shown_in_groups_of_four():
    assert in_groups(NUMBER) == "7K3M-9QTR-2XWC"


@pytest.mark.parametrize(
    "text", ["7K3M-9QTR-2XWC", "7k3m 9qtr 2xwc", " 7K3M9QTR2XWC ", "7K3M–9QTR\u00a0–\u00a02XWC", "7K3M.9QTR_2XWC"]
)
def test_capitals_spaces_and_hyphens_are_ignored(text):
    assert parse_number(text) == NUMBER


def test_ambiguous_letters_are_read_as_their_lookalikes():
    assert parse_number("OoIi-LlUu-0000") == "00111" + "1VV0000"


@pytest.mark.parametrize(
    "text", ["", "7K3M-9QTR-2XW", "7K3M-9QTR-2XWC-1", "7K3M-9QTR-2XÉC", "٣٣٣٣٣٣٣٣٣٣٣٣", "????????????"]
)
def test_text_that_cannot_be_a_number_gives_none(text):
    assert parse_number(text) == ""
