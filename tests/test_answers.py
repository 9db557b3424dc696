"""Answers of the test client are closed without the connection to the database (`tests.answers`)."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
CLOSED = re.compile(r"\b(answers?|response|reply)(\[\d\])?\.close\(\)")


def test_nobody_closes_the_connection_of_a_test_with_an_answer():
    """A server then refuses what the test asks next; SQLite in memory closes nothing, so that it passes there."""
    ours = {TESTS / "answers.py", Path(__file__)}
    found = [path for path in TESTS.rglob("*.py") if path not in ours and CLOSED.search(path.read_text())]

    assert found == []
