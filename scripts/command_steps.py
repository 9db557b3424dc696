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


@contextmanager
def shown(label: str) -> Iterator[None]:
    """Write « label … 12 s » while the block runs, with a counter when somebody watches a terminal."""
    start, done = time.monotonic(), threading.Event()

    def count() -> None:
        while not done.wait(1):
            print(f"\r  {label} … {time.monotonic() - start:.0f} s", end="", flush=True)

    if sys.stdout.isatty():
        print(f"  {label} …", end="", flush=True)
        ticker = threading.Thread(target=count, daemon=True)
        ticker.start()
    else:
        print(f"  {label} …", flush=True)
        ticker = None
    outcome = "arrêté après"
    try:
        yield
        outcome = "fait en"
    finally:
        done.set()
        if ticker:
            ticker.join()
        again = "\r" if ticker else ""
        print(f"{again}  {label} : {outcome} {time.monotonic() - start:.0f} s", flush=True)


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


def explain(label: str, code: int, output: str, lines: int) -> str:
    """Return one line for a known cause, the last lines of the output otherwise."""
    for words, line in KNOWN_CAUSES.items():
        if words in output:
            return line
    last_lines = output.rstrip().splitlines()[-lines:]
    return "\n".join([*(f"    {line}" for line in last_lines), f"L’étape « {label} » a échoué (code {code})."])
