"""`make mutants`: breaks the code in small ways, one at a time, and counts how often the suite notices.

    make mutants ARGS="--count 40 --seed 7 --only formation/sessions/enrolment"

Hands over to `scripts.mutants.measure`, in the project's environment.
"""

import subprocess

from scripts.command_steps import ROOT
from scripts.environment import BIN, ensure_environment
from scripts.refusal import run_command


def main(arguments: list[str]) -> int:
    ensure_environment(dev=True)
    command = [BIN / "python", "-m", "scripts.mutants.measure", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    run_command(main)
