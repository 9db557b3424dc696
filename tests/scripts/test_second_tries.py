"""Failures of CI that are run once more, alone."""

import pytest

from scripts.second_tries import MOST, TESTS_FAILED, SecondTries


@pytest.fixture
def tries(tmp_path):
    return SecondTries(tmp_path / "failures")


def note(tries: SecondTries, *names: str) -> None:
    tries.failures.write_text("".join(f"{name}\n" for name in names))


def test_test_that_is_green_alone_is_printed_and_forgiven(tries):
    note(tries, "tests/test_a.py::test_b", "tests/test_a.py::test_b")

    assert tries.forgive(TESTS_FAILED, lambda name: 0)
    assert tries.lines() == ["  Instable, vert au second essai\u00a0: tests/test_a.py::test_b"]


def test_test_of_a_group_is_run_under_its_own_name(tries):
    note(tries, "tests/test_a.py::test_b[a@example.org]@journeys", "tests/test_a.py::test_c@journeys")
    run = []

    assert tries.forgive(TESTS_FAILED, lambda name: run.append(name) or 0)
    assert run == ["tests/test_a.py::test_b[a@example.org]", "tests/test_a.py::test_c"]


def test_test_that_fails_again_is_refused(tries):
    note(tries, "tests/test_a.py::test_b", "tests/test_a.py::test_c")

    assert not tries.forgive(TESTS_FAILED, lambda name: int(name.endswith("test_c")))
    assert tries.lines() == []


def test_more_unstable_tests_than_the_limit_are_refused_over_all_passes(tries):
    note(tries, *(f"tests/test_a.py::test_{number}" for number in range(MOST)))
    assert tries.forgive(TESTS_FAILED, lambda name: 0)

    tries.forget()
    note(tries, "tests/test_z.py::test_last")

    assert not tries.forgive(TESTS_FAILED, lambda name: 0)


@pytest.mark.parametrize("code", [2, 3, 4, 5, -9])
def test_pass_that_did_not_do_its_work_is_refused(tries, code):
    note(tries, "tests/test_a.py::test_b")

    assert not tries.forgive(code, lambda name: 0)


def test_failure_without_a_name_is_refused(tries):
    assert not tries.forgive(TESTS_FAILED, lambda name: 0)
