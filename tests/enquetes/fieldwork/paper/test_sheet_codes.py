"""Tests of the code of a sheet: what is printed is read again, what is mistyped is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.fieldwork.paper.sheet_codes import MOST_SHEETS, SheetCode, check_digit, parse_code

codes = st.builds(SheetCode, st.integers(1, 10**8), st.integers(1, MOST_SHEETS))


@given(codes)
def test_printed_code_is_read_again_however_it_is_typed(code):
    assert {
        parse_code(text) for text in (str(code), str(code).replace("-", ""), f" {str(code).replace('-', ' ')} ")
    } == {code}


@given(codes, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_seen(code, place, change):
    digits = str(code).replace("-", "")
    place %= len(digits)
    wrong = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    assert parse_code(wrong) is None


def test_check_digit_is_that_of_the_standard():
    # Example of ISO/IEC 7064 for MOD 11,10.
    assert check_digit("0794") == "5"


@pytest.mark.parametrize("text", ["", "12", "douze", "1-000-5", "-1-034-7", "¹²0347"])
def test_no_code_is_read_in_other_words(text):
    assert parse_code(text) is None
