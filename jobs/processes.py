"""Names of processes that tell whether they still live, whatever the clock says."""

import os
from functools import cache
from pathlib import Path
from socket import gethostname

# `DBTaskResult` allows 64 characters for the name of a worker.
HOST_LENGTH = 24


@cache
def _boot() -> str:
    """Return what names this start of the machine, where the system tells it."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text()[:8] if path.exists() else ""


def _birth(pid: int) -> str:
    """Return when the process began, in ticks since the start of the machine; empty if it does not live."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        # It lives, under another account.
        pass
    stat = Path(f"/proc/{pid}/stat")
    try:
        # The name of the program comes first, in parentheses, and may hold spaces. « Z »: killed, not yet waited for.
        state, *rest = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return "alive"
    return "" if state == "Z" else rest[18]


def process_name() -> str:
    """Return the name of this process: no other has it, before or after."""
    pid = os.getpid()
    return f"{gethostname()[:HOST_LENGTH]}/{_boot()}/{pid}/{_birth(pid)}"


def is_dead(name: str) -> bool:
    """Whether that process surely no longer runs: it ran on this machine, and is gone. Of others, nothing is known."""
    host, *rest = name.split("/")
    if host != gethostname()[:HOST_LENGTH] or len(rest) != 3 or not rest[1].isdigit():
        return False
    boot, pid, birth = rest
    return boot != _boot() or _birth(int(pid)) != birth
