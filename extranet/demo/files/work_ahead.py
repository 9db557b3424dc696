"""Work whose result several parts of the demo need, done once, and by a second thread before they ask for it."""

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Result = TypeVar("Result")


class WorkAhead:
    """Results by key. The work must not touch the database: its thread would open a connection of its own.

    `unasked`: keys of what began and was never asked for.
    """

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._results: dict[Hashable, Future] = {}
        self.unasked: set[Hashable] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the thread work within the block; results are forgotten after it."""
        self._thread = ThreadPoolExecutor(1)
        self.unasked.clear()
        try:
            yield
        finally:
            self._thread.shutdown(cancel_futures=True)
            self._thread = None
            self._results.clear()

    def begin(self, key: Hashable, work: Callable[[], object]) -> None:
        """Let the thread do it when what began earlier is done."""
        if self._thread and key not in self._results:
            self._results[key] = self._thread.submit(work)
            self.unasked.add(key)

    def result(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """Return the result of the thread, or of `work` done here if the thread has not come to it."""
        if not self._thread:
            return work()
        self.unasked.discard(key)
        known = self._results.get(key)
        if known is None or known.cancel():
            known = self._results[key] = Future()
            known.set_result(work())
        return known.result()


WORK_AHEAD = WorkAhead()
