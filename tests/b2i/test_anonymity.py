"""Tests of masked numbers."""

import pytest

from b2i.anonymity import count_range


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "moins de 5"), (4, "moins de 5"), (5, "5 à 9"), (19, "10 à 19"), (100, "100 et plus")]
)
def test_count_is_shown_as_range(count, expected):
    assert count_range(count) == expected
