"""`make next`: the suite on the newest Django and Wagtail that a Python of this machine can run, in `.venv-next`."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

from scripts.command_steps import ROOT, run_step
from scripts.environment import BIN, ensure_environment, uv_environment
from scripts.refusal import RefusalError, run_command

VENV_NEXT = ROOT / ".venv-next"
# The newest first, down to the `requires-python` of pyproject.toml.
PYTHONS = ("3.15", "3.14", "3.13", "3.12", "3.11")
FREED = ("django", "wagtail")
VERSIONS = "import django, sys, wagtail; print(sys.version.split()[0], django.__version__, wagtail.__version__)"


def main(arguments: list[str]) -> int:
    ensure_environment(dev=False)
    python = newest_python()
    shutil.rmtree(VENV_NEXT, ignore_errors=True)
    env = uv_environment()
    run_step("Environnement .venv-next", [BIN / "uv", "venv", "--quiet", "--python", python, VENV_NEXT], env=env)
    interpreter = VENV_NEXT / "bin" / "python"
    install = [BIN / "uv", "pip", "install", "--python", interpreter, "--upgrade", *freed_dependencies()]
    run_step("Bibliothèques les plus récentes", install, env=env)
    versions = subprocess.run([interpreter, "-c", VERSIONS], capture_output=True, text=True, check=True).stdout.split()
    print("Python {}, Django {}, Wagtail {}".format(*versions), flush=True)
    # What will disappear one day is told, and fails nothing here: `make test` watches our own warnings.
    marks = "not browser and not postgresql and not node"
    options = ["-q", "-n", "auto", "--nomigrations", "-m", marks, "-W", "default"]
    return subprocess.run([interpreter, "-m", "pytest", *options, *arguments], cwd=ROOT, check=False).returncode


def newest_python() -> str:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for version in PYTHONS:
        in_path = shutil.which(f"python{version}")
        for python in filter(None, [in_path, *pyenv.glob(f"versions/{version}.*/bin/python")]):
            if subprocess.run([python, "-c", "import sqlite3, ssl"], capture_output=True, check=False).returncode == 0:
                return str(python)
    raise RefusalError("Aucun Python 3.11 ou plus récent n’a été trouvé.")


def freed_dependencies() -> list[str]:
    """Return the dependencies and tools of the project, Django and Wagtail without bounds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lines = [name if (name := line.split(">=")[0]) in FREED else line for line in wanted]
    # Its extra « compat » is for Django 5 alone, and blocks newer versions of Django.
    return [line.replace("[compat]", "") for line in lines] + ["django-tasks"]


if __name__ == "__main__":
    run_command(main)
