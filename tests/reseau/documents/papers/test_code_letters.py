"""Codes as people type them: any wrong letter is seen, and what the hand adds is not in the way."""

from hypothesis import assume, given
from hypothesis import strategies as st

from reseau.documents.papers.code_letters import DRAWN, LETTERS, LOOK_ALIKES, in_groups, letters_of, read_letters

numbers = st.integers(min_value=0, max_value=len(LETTERS) ** DRAWN - 1)


@given(numbers, numbers)
def test_each_number_has_a_code_of_its_own(first, second):
    assert (letters_of(first) == letters_of(second)) == (first == second)


@given(numbers, st.integers(min_value=0, max_value=DRAWN), st.sampled_from(LETTERS + "39É"))
def test_one_wrong_letter_is_always_seen(number, place, wrong):
    letters = letters_of(number)
    mistyped = letters[:place] + wrong + letters[place + 1 :]
    assume(read_as(mistyped) != letters)
    assert read_letters(mistyped) is None


def read_as(text: str) -> str:
    """Return the letters of a text in which « É » is an « E »."""
    return text.replace("É", "E")


@given(numbers, st.integers(min_value=0, max_value=DRAWN))
def test_letter_forgotten_or_doubled_is_seen(number, place):
    letters = letters_of(number)
    assert read_letters(letters[:place] + letters[place + 1 :]) is None
    assert read_letters(letters[:place] + letters[place] + letters[place:]) is None


@given(numbers, st.sampled_from([" ", "-", " - ", ".", "\u00a0", "—"]), st.booleans())
def test_case_and_separators_do_not_matter(number, between, is_small):
    letters = letters_of(number)
    typed = between.join(in_groups(letters).split("-"))
    assert read_letters(f" {typed.lower() if is_small else typed} ") == letters


@given(numbers, st.sampled_from([chr(sign) for sign in LOOK_ALIKES]))
def test_sign_that_codes_never_have_is_read_as_its_look_alike(number, sign):
    letters, meant = letters_of(number), LOOK_ALIKES[ord(sign)]
    assert read_letters(letters.replace(chr(meant) if isinstance(meant, int) else meant, sign)) == letters


def test_codes_have_no_letter_that_is_taken_for_another():
    assert not set("ILOQUV0123456789") & set(LETTERS)
    assert len(LETTERS) == 20
