"""No test skips itself because of the database: CI runs all, and fails what is skipped. The night has its reasons."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
SKIPPED = re.compile(r"skipif\([^)]*\bvendor\b|\bvendor\b[^\n]*:\n\s+pytest\.skip\(")
NO_REASON = re.compile(r"mark\.night(?!\(\s*(\"|[A-Z]|reason))")


def test_database_of_a_test_is_said_by_a_mark():
    """`sqlite` and `postgresql` leave it to that database; the other one does not collect it."""
    found = [path for path in TESTS.rglob("*.py") if path != Path(__file__) and SKIPPED.search(path.read_text())]

    assert found == []


def test_what_is_left_to_the_night_says_why():
    found = [path for path in TESTS.rglob("*.py") if path != Path(__file__) and NO_REASON.search(path.read_text())]

    assert found == []
