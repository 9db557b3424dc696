"""The killer of the last run is tried first, as long as it still reaches the change."""

from pathlib import Path

import pytest

from scripts.mutants.known_killers import KnownKillers
from scripts.mutants.mutant import Mutant

TESTS = ["tests/a.py::test_near", "tests/a.py::test_far"]


@pytest.fixture
def mutant():
    return Mutant(Path("b2i/card.py"), "is_open", (1,), "return a\n", "return not a\n")


def test_killer_is_tried_first_in_the_next_run(tmp_path, mutant):
    place = tmp_path / "killers.json"
    assert KnownKillers(place).first(mutant, TESTS) == TESTS

    KnownKillers(place).note(mutant, "tests/a.py::test_far")

    assert KnownKillers(place).first(mutant, TESTS) == TESTS[::-1]


def test_killer_that_no_longer_reaches_the_change_is_not_tried(tmp_path, mutant):
    killers = KnownKillers(tmp_path / "killers.json")
    killers.note(mutant, "tests/a.py::test_gone")
    assert killers.first(mutant, TESTS) == TESTS


def test_other_change_of_the_same_function_has_its_own_killer(tmp_path, mutant):
    killers = KnownKillers(tmp_path / "killers.json")
    killers.note(mutant, "tests/a.py::test_far")
    other = Mutant(mutant.path, mutant.scope, (1,), mutant.before, "return True\n")
    assert killers.first(other, TESTS) == TESTS
