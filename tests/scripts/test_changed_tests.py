"""Which tests a change asks for."""

import subprocess

import pytest

from scripts.changed_tests import RULES, changed_tests, target_of


@pytest.fixture
def repository(tmp_path):
    """A small project with one commit."""
    for path in (
        "formation/sessions/enrolment/services.py",
        "templates/formation/sessions/enrolment/list.html",
        "docs/look.md",
        "tests/formation/sessions/enrolment/test_services.py",
        "tests/formation/conftest.py",
        "tests/conftest.py",
        *RULES,
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    git = ("git", "-c", "user.name=Essai", "-c", "user.email=essai@example.org")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)  # noqa: S603 - git
    return tmp_path


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("formation/sessions/enrolment/services.py", "tests/formation/sessions/enrolment"),
        ("formation/sessions/enrolment/views/lists.py", "tests/formation/sessions/enrolment"),
        ("templates/formation/sessions/enrolment/list.html", "tests/formation/sessions/enrolment"),
        ("tests/formation/sessions/enrolment/test_services.py", "tests/formation/sessions/enrolment/test_services.py"),
        ("tests/formation/conftest.py", "tests/formation"),
        ("formation/apps.py", "tests/formation"),
        ("docs/look.md", ""),
        ("README.md", ""),
        ("tests/conftest.py", ""),
    ],
)
def test_change_asks_for_the_tests_of_its_concept(repository, path, target):
    assert target_of(path, repository) == target


def test_nothing_changed_asks_for_the_rules_alone(repository):
    assert changed_tests([], repository) == list(RULES)


def test_changed_and_new_files_come_after_what_failed_and_before_the_rules(repository):
    (repository / "formation/sessions/enrolment/services.py").write_text("1\n")
    (repository / "tests/formation/sessions/enrolment/test_new.py").touch()
    (repository / "tests/search").mkdir()
    (repository / "tests/search/test_index.py").touch()

    targets = changed_tests(["tests/search/test_index.py::test_a[b]", "tests/gone.py::test_c"], repository)

    assert targets == ["tests/search/test_index.py", "tests/formation/sessions/enrolment", *RULES]
