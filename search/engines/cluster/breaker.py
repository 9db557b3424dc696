"""A circuit breaker: a cluster that answers no more costs two waits, then none until it answers again."""

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

PROBE = "search-probe"

FAILURES = 2
# Seconds between two probes; how long they go on, after which the next question tries by itself.
EVERY = 2.0
LONGEST = 600.0


class NoProbe(logging.Filter):
    """Leaves out what clients log of a probe that fails, every two seconds of an outage that is already known."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.threadName != PROBE


class Breaker:
    """Closed while calls pass. After `FAILURES` in a row it opens; `probe` then runs in a thread until it returns
    true, which closes it.
    """

    def __init__(self, probe: Callable[[], bool]) -> None:
        self._probe = probe
        self._lock = Lock()
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        # By the time and not by the thread, which a forked process does not have.
        return time.monotonic() < self._open_until

    def note_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures < FAILURES or self.is_open:
                return
            self._open_until = time.monotonic() + LONGEST
        Thread(target=self._watch, name=PROBE, daemon=True).start()

    def note_answer(self) -> None:
        if self._failures:
            with self._lock:
                self._failures, self._open_until = 0, 0.0

    def _watch(self) -> None:
        while self.is_open:
            if self._probe():
                self.note_answer()
                return
            time.sleep(EVERY)
