"""The production server on loopback during a measure, and its memory."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.environment import BIN
from scripts.postgresql import free_port

# As `make run` serves the site; the unit of costs is measured with one thread, as peers were.
WORKERS, BLOCKING_THREADS, UNIT_THREADS = 2, 32, 1
READY_SECONDS = 60
# A hello under startproject's middleware, and the whole site with a hello under ours.
BARE, WHOLE = "bench.bare_site:application", "bench.whole_site:application"


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    @property
    def processes(self) -> list[int]:
        return [self.pid, *children_of(self.pid)]

    def memory(self) -> int:
        """Resident memory of the server and its workers, in bytes; 0 without /proc."""
        return sum(map(resident_memory, self.processes))

    def own_memory(self) -> int:
        """Memory of the server and its workers in bytes, what they share counted once (PSS); 0 without /proc."""
        return sum(map(proportional_memory, self.processes))

    def cpu_seconds(self) -> float:
        """Time that processors have spent on the server and its workers since they began; 0 without /proc."""
        return sum(map(cpu_seconds, self.processes))


@contextmanager
def running(application: str, env: Mapping[str, str], *, threads: int = BLOCKING_THREADS) -> Iterator[Server]:
    """Serve `application` (module:name) until the block ends, each worker with as many threads for Python."""
    port = free_port()
    command = [
        *(BIN / "granian", "--interface", "wsgi", application, "--host", "127.0.0.1", "--port", port),
        *("--workers", WORKERS, "--blocking-threads", threads),
        *("--no-access-log", "--log-level", "warning", "--workers-kill-timeout", 5),
    ]
    if application == WHOLE:
        command = [BIN / "python", "-m", "bench.forked_site", port, threads]
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=dict(env), stdout=sys.stderr)
    try:
        wait_until_ready(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/bonjour/")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server does not answer: see above.")


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def cpu_seconds(process: int) -> float:
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return 0.0
    # After the name of the command, which may hold spaces, the 12th and 13th columns: user and system time, in ticks.
    columns = status.read_text().rpartition(")")[2].split()
    return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")


def proportional_memory(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup")
    lines = rollup.read_text().splitlines() if rollup.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def resident_memory(process: int | str, part: str = "VmRSS") -> int:
    """Return the memory of `process`, a number or « self »; the part `RssAnon` excludes shared pages and files."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{part}:")), 0)
