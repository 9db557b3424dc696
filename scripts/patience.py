"""How long a starting site is waited for: as long as it computes. On a loaded machine it is slow, and not stuck."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")
# A site that neither opens nor computes one more second in this time is stuck. A start takes ten seconds of a
# processor: a site that has computed for so long does not get there.
SECONDS = 90
# What a site that waits for something spends anyway, on its own loops.
STEP = 1
# Fields of /proc/…/stat after the name: the parent; time of the process and of its ended children, in ticks.
PARENT, USED = 1, slice(11, 15)


@dataclass
class Patience:
    """`used`: returns the seconds of a processor that the site has taken. They fall where a process is replaced."""

    used: Callable[[], float]
    seconds: float = SECONDS
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self.spent, self.last, self.noted = 0.0, 0.0, 0.0
        self.since = self.clock()

    def is_over(self) -> bool:
        """Whether the site is stuck. Ask it often."""
        used = self.used()
        self.spent += max(used - self.last, 0)
        self.last = used
        if self.spent >= self.noted + STEP:
            self.noted, self.since = self.spent, self.clock()
        return self.clock() - self.since >= self.seconds or self.spent >= self.seconds


def processor_seconds(*roots: int) -> float:
    """Return what these processes and all that they started have computed.

    It is 0 where the system does not tell: then the limit is a fixed one.
    """
    stats = {}
    for path in PROCESSES.glob("[0-9]*/stat"):
        try:
            # The name of a program, in brackets, may hold spaces.
            stats[int(path.parent.name)] = path.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            # It has ended since.
            continue
    family, found = set(roots), 0
    while len(family) > found:
        found = len(family)
        family |= {number for number, stat in stats.items() if int(stat[PARENT]) in family}
    ticks = sum(int(value) for number in family & stats.keys() for value in stats[number][USED])
    return ticks / os.sysconf("SC_CLK_TCK")
