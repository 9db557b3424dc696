"""`make run`: what keeps the site from opening, and the command that runs again and again."""

import json
import os
import time

import pytest

from scripts.processes import Children, RepeatedCommand
from scripts.run import only_jobs_fail


@pytest.mark.parametrize(
    ("failing", "expected"),
    [
        (["travaux périodiques"], True),
        (["index"], False),
        (["index", "travaux périodiques"], False),
    ],
)
def test_failing_jobs_alone_keep_nobody_out(failing, expected):
    checks = {name: {"ok": name not in failing} for name in ("index", "courriels", "travaux périodiques")}

    assert only_jobs_fail(json.dumps({"ok": False, "checks": checks})) is expected


@pytest.mark.parametrize("body", ["", "<h1>Bad gateway</h1>", "{}"])
def test_answer_of_another_program_keeps_the_site_closed(body):
    assert only_jobs_fail(body) is False


def test_repeated_command_runs_again_after_its_interval_whatever_its_end(tmp_path):
    journal = tmp_path / "journal"
    command = RepeatedCommand("Essai", ["sh", "-c", f"echo passage >> {journal}; exit 3"], os.environ, every=0.2)
    deadline = time.monotonic() + 30

    with Children(command) as children:
        while time.monotonic() < deadline and (not journal.exists() or journal.read_text().count("\n") < 4):
            children.revive()
            time.sleep(0.05)

    assert journal.read_text().count("passage") >= 4


def test_repeated_command_waits_for_its_interval(tmp_path):
    command = RepeatedCommand("Essai", ["true"], os.environ, every=3600)

    with Children(command) as children:
        command.process.wait()
        first = command.process.pid
        children.revive()

    assert command.process.pid == first
