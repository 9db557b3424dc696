"""`make bench`: hands over to the package `bench`, in the project's environment."""

import subprocess
import sys
from contextlib import redirect_stdout

from scripts.command_steps import ROOT
from scripts.environment import BIN, ensure_environment
from scripts.refusal import run_command


def main(arguments: list[str]) -> int:
    # Standard output is for the figures, one JSON object a line.
    with redirect_stdout(sys.stderr):
        ensure_environment(dev=True)
    command = [BIN / "python", "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    run_command(main)
