"""The environment of the project, made with what Python carries."""

import subprocess
import sys

from scripts.environment import bundled_pip


def test_pip_that_python_carries_runs_as_it_is():
    command = [sys.executable, str(bundled_pip() / "pip"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command

    assert answer.split()[0] == "pip"
    assert str(bundled_pip()) in answer
