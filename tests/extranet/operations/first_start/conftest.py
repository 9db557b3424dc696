"""What runs the tests of a first start: commands on databases of their own."""

import os
import subprocess
import sys

import pytest

from scripts.command_steps import ROOT
from tests.random_runs import IS_LONG

# Every step since the first release takes minutes: at night.
collect_ignore = [] if IS_LONG else ["test_upgrade.py"]


@pytest.fixture
def python(tmp_path):
    """`python(folder, *arguments)`: run Python on the database of that folder, return the file."""

    def run(folder: str, *arguments: str):
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"DJANGO_SETTINGS_MODULE": "extranet.settings.local", "EXTRANET_VAR": str(tmp_path / folder)}
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own commands
        return tmp_path / folder / "extranet.sqlite3"

    return run


@pytest.fixture
def manage(python):
    """`manage(folder, *command)`: run a command on the database of that folder, return the file."""
    return lambda folder, *command: python(folder, "manage.py", *command)
