"""Tests of the parsing of card numbers, and of secrets."""

import pytest

from b2i.people.learners import card
from b2i.people.learners.card import card_number, grouped_secret, new_secret, rank_of, read_card_number


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


def test_new_secret_has_six_digits():
    assert {(len(secret), secret.isdecimal()) for secret in (new_secret() for _ in range(50))} == {(6, True)}


@pytest.mark.parametrize("easy", [0, 111111, 123456, 12345, 987654, 121212, 258258])
def test_secret_that_is_easy_to_guess_is_not_given(monkeypatch, easy):
    drawn = iter([easy, 258019])
    monkeypatch.setattr(card.secrets, "randbelow", lambda _: next(drawn))
    assert new_secret() == "258019"


def test_secret_is_read_in_two_halves():
    assert [grouped_secret(secret) for secret in ("258019", "2580", "")] == ["258\u00a0019", "2580", ""]
