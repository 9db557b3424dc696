"""The preparation of a site: steps told by one process, and noted as they end."""

import os
import sys

import pytest

from scripts import preparation
from scripts.command_steps import run_steps
from scripts.preparation import Preparation, PreparationStep, site_environment
from scripts.refusal import RefusalError

LABELS = {"tables": "Tables", "demo": "Démonstration"}


def tell(*lines: str, code: int = 0) -> list[str]:
    """Return a command that prints lines and ends."""
    return [sys.executable, "-c", f"print({chr(10).join(lines)!r}); raise SystemExit({code})"]


def test_steps_are_yielded_as_they_end():
    command = tell("> tables", "= tables", "> demo", "lieux…", "= demo")

    assert list(run_steps(LABELS, command, env=os.environ)) == ["tables", "demo"]


def test_failed_step_is_refused_with_its_own_lines_after_those_that_ended(capsys):
    command = tell("> tables", "secret of the first", "= tables", "> demo", "lieux…", "no such place", code=3)
    ended = []

    with pytest.raises(RefusalError) as refusal:
        ended.extend(run_steps(LABELS, command, env=os.environ))

    assert str(refusal.value).splitlines() == [
        "    > demo",
        "    lieux…",
        "    no such place",
        "L’étape « Démonstration » a échoué (code 3).",
    ]


def test_known_cause_is_told_in_one_line():
    command = tell("> tables", "sqlite3.OperationalError: database or disk is full", code=1)

    with pytest.raises(RefusalError, match=r"^Le disque est plein"):
        list(run_steps(LABELS, command, env=os.environ))


def test_step_is_done_until_what_it_is_made_of_changes(tmp_path):
    preparation = Preparation(tmp_path, {})
    preparation.note(PreparationStep("tables", "before", "Tables"))
    preparation.note(PreparationStep("statiques", "same", "Styles"))

    assert preparation.is_done(PreparationStep("tables", "before", "Tables")) is True
    assert preparation.is_done(PreparationStep("tables", "after", "Tables")) is False
    assert preparation.is_done(PreparationStep("statiques", "same", "Styles")) is True


def test_static_files_are_waited_for_after_all_that_is_done_beside_them(tmp_path):
    """They are gathered from the beginning of the command; waited for earlier, they would hold up the database."""
    preparation = Preparation(tmp_path, {"EXTRANET_DEMO": "1"})

    assert [step.name for step in preparation.steps()] == ["tables", "contenu", "demo", "index", "statiques"]


def test_processes_of_the_site_keep_what_python_compiles(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in site_environment(tmp_path)[1]


@pytest.mark.parametrize(
    ("changed", "is_loaded_again"),
    [
        ("extranet/help/content/articles/bienvenue.md", True),
        ("b2i/data/b2i_adultes.json", True),
        ("forums/threads/forums/services.py", True),
        ("extranet/demo/content/people.toml", False),
    ],
)
def test_update_loads_again_what_changed_in_the_first_content(monkeypatch, tmp_path, changed, is_loaded_again):
    monkeypatch.setattr(preparation, "ROOT", tmp_path)
    (tmp_path / "uv.lock").write_text("")
    path = tmp_path / changed
    path.parent.mkdir(parents=True)
    path.write_text("before")
    before = preparation.first_content()
    path.write_text("after")

    assert (preparation.first_content() != before) is is_loaded_again
