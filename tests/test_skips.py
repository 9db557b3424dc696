"""No test skips itself because of the database: CI runs all, and fails what is skipped."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
SKIPPED = re.compile(r"skipif\([^)]*\bvendor\b|\bvendor\b[^\n]*:\n\s+pytest\.skip\(")


def test_database_of_a_test_is_said_by_a_mark():
    """`sqlite` and `postgresql` leave it to that database; the other one does not collect it."""
    found = [path for path in TESTS.rglob("*.py") if path != Path(__file__) and SKIPPED.search(path.read_text())]

    assert found == []
