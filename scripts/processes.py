"""Children of one command that stops them all: the site, or a search node."""

import ctypes
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.refusal import RefusalError

GRACE_SECONDS = 10
# A child that stops so often in so short a time will not start.
DEATHS_ALLOWED, DEATHS_WINDOW_SECONDS = 3, 60
LINUX_SET_PARENT_DEATH_SIGNAL = 1
LIBC = ctypes.CDLL(None)


@dataclass
class Child:
    """`label`: start of the sentences that the user reads: « Le serveur web … »."""

    label: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    process: subprocess.Popen | None = None
    deaths: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [str(part) for part in self.command],
            cwd=ROOT,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            # A Ctrl-C reaches this command alone, which then stops its children in order.
            process_group=0,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> None:
        """Restart a dead child. Raises `RefusalError` if it has died too often."""
        now = time.monotonic()
        self.deaths.append(now)
        while self.deaths[0] < now - DEATHS_WINDOW_SECONDS:
            self.deaths.popleft()
        message = f"{self.label} s’est arrêté (code {self.process.returncode})"
        if len(self.deaths) >= DEATHS_ALLOWED:
            raise RefusalError(f"{message} {DEATHS_ALLOWED} fois en une minute : tout s’arrête (cause plus haut).")
        print(f"{message} : il repart.", file=sys.stderr, flush=True)
        self.start()


class Children:
    """Stop every child when the block ends, whatever ends it: Ctrl-C, a signal, an error."""

    def __init__(self, *children: Child) -> None:
        self.children = children

    def __enter__(self) -> "Children":
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, interrupt)
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *_) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        running = [child.process for child in self.children if child.process and not child.is_dead]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def numbers(self) -> list[int]:
        """Return the process number of each child."""
        return [child.process.pid for child in self.children if child.process]

    def revive(self) -> None:
        for child in self.children:
            if child.is_dead:
                child.restart()


def interrupt(*_) -> None:
    raise KeyboardInterrupt


def die_with_parent() -> None:
    """Prepare the child before its program: if the command is killed, no server stays behind on the port."""
    LIBC.prctl(LINUX_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
