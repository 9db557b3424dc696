"""A step of a long command: one line on the screen while it runs, the output only when it fails."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.refusal import RefusalError

ROOT = Path(__file__).resolve().parents[1]
LAST_LINES = 15
# Characters of a detail on the line of a step; what erases the rest of a longer line before; one writer at a time.
WIDTH, ERASE_REST, SCREEN = 40, "\033[K", threading.Lock()
DISK_FULL = "Le disque est plein : libérez de la place, puis relancez la même commande."
NO_NETWORK = "Internet ne répond pas : vérifiez la connexion, puis relancez la même commande."
NOT_OURS = "Un fichier du dossier n’appartient pas à votre compte : corrigez ses droits, puis relancez."
# Message of a tool about a problem of the machine → message for the user.
KNOWN_CAUSES = {
    "No space left on device": DISK_FULL,
    "database or disk is full": DISK_FULL,
    "Temporary failure in name resolution": NO_NETWORK,
    "Could not find a version that satisfies": NO_NETWORK,
    "client error (Connect)": NO_NETWORK,
    "Permission denied": NOT_OURS,
}


class Shown:
    """A step that is on the screen; `detail`: how far it is, for whoever watches a terminal."""

    def __init__(self, label: str) -> None:
        self.label, self.start, self.detail = label, time.monotonic(), ""
        self.done = threading.Event()

    def line(self) -> str:
        detail = f" ({self.detail[:WIDTH]})" if self.detail else ""
        return f"  {self.label}{detail} … {time.monotonic() - self.start:.0f} s"

    def count(self) -> None:
        while not self.done.wait(1):
            with SCREEN:
                print(f"\r{self.line()}{ERASE_REST}", end="", flush=True)

    def end(self, outcome: str, *, again: str) -> None:
        print(f"{again}  {self.label} : {outcome} {time.monotonic() - self.start:.0f} s", flush=True)


@contextmanager
def shown(label: str) -> Iterator[Shown]:
    """Write « label … 12 s » while the block runs, with a counter when somebody watches a terminal."""
    step, ticker = Shown(label), None
    if sys.stdout.isatty():
        print(f"  {label} …", end="", flush=True)
        ticker = threading.Thread(target=step.count, daemon=True)
        ticker.start()
    else:
        print(f"  {label} …", flush=True)
    outcome = "arrêté après"
    try:
        yield step
        outcome = "fait en"
    finally:
        step.done.set()
        if ticker:
            ticker.join()
        with SCREEN:
            step.end(outcome, again=f"\r{ERASE_REST}" if ticker else "")


def run_step(
    label: str, command: Sequence[str | Path], env: Mapping[str, str] | None = None, *, lines: int = LAST_LINES
) -> str:
    """Run `command` in the folder of the project, return its output. Raises `RefusalError` with its last `lines`."""
    with tempfile.TemporaryFile("w+", errors="replace") as output, shown(label):
        outcome = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output.seek(0)
        if outcome.returncode:
            raise RefusalError(explain(label, outcome.returncode, output.read(), lines))
        return output.read()


def run_steps(labels: Mapping[str, str], command: Sequence[str | Path], env: Mapping[str, str]) -> Iterator[str]:
    """Run `command`, which tells the steps it goes through (`manage.py prepare`); yield each name when it has ended.

    Raises `RefusalError` with the last lines of the step that failed.
    """
    arguments = [str(part) for part in command]
    with subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        try:
            for name, label in labels.items():
                with shown(label) as step:
                    output = lines_until(process, f"= {name}", step)
                    if output is not None:
                        raise RefusalError(explain(label, process.wait(), output, LAST_LINES))
                yield name
        finally:
            process.terminate()


def lines_until(process: subprocess.Popen, end: str, step: Shown) -> str | None:
    """Read the output of a step, showing its last line; return it whole if the process stops before the line `end`."""
    lines = []
    for line in process.stdout:
        if line.rstrip() == end:
            return None
        lines.append(line)
        if not line.startswith("> "):
            step.detail = line.strip().removesuffix("…")
    return "".join(lines)


def explain(label: str, code: int, output: str, lines: int) -> str:
    """Return one line for a known cause, the last lines of the output otherwise."""
    for words, line in KNOWN_CAUSES.items():
        if words in output:
            return line
    last_lines = output.rstrip().splitlines()[-lines:]
    return "\n".join([*(f"    {line}" for line in last_lines), f"L’étape « {label} » a échoué (code {code})."])
