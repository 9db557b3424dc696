"""A starting site is waited for while it computes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.patience import SECONDS, Patience, processor_seconds

SPINS = "import os, time\nif os.fork():\n    time.sleep(60)\nwhile True:\n    pass"


class Start:
    """A start that takes `share` of a processor from a machine that others load too."""

    def __init__(self, share: float) -> None:
        self.share, self.now, self.used = share, 1000.0, 0.0

    def wait(self, *, most: int) -> float | None:
        """Return after how many seconds of the clock patience was over; None if it was not after `most`."""
        patience = Patience(lambda: self.used, clock=lambda: self.now)
        begun = self.now
        while not patience.is_over():
            if self.now - begun >= most:
                return None
            self.now += 0.5
            self.used += self.share / 2
        return self.now - begun


def test_slow_site_is_waited_for_beyond_the_limit_of_a_stuck_one():
    assert Start(0.04).wait(most=600) is None


def test_site_that_does_nothing_is_given_up():
    assert Start(0).wait(most=600) == SECONDS


def test_site_that_answers_and_does_no_more_is_given_up():
    """Each refusal of `/sante/` costs some hundredths of a second."""
    assert Start(0.005).wait(most=600) == SECONDS


def test_site_that_computes_without_end_is_given_up():
    assert Start(1).wait(most=600) == SECONDS


def test_site_whose_processes_die_again_and_again_is_given_up():
    start = Start(0)
    patience = Patience(lambda: start.used, clock=lambda: start.now)
    for _ in range(SECONDS // 2):
        start.used = 0
        assert not patience.is_over()
        start.now, start.used = start.now + 30, 2
        over = patience.is_over()

    assert over


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="ce système ne dit pas ce que calculent ses processus")
def test_what_a_child_of_the_site_computes_counts():
    command = [sys.executable, "-c", SPINS]
    with subprocess.Popen(command, start_new_session=True) as process:  # noqa: S603 - our own code
        begun = time.process_time()
        try:
            while (found := processor_seconds(process.pid)) < 0.5 and time.process_time() - begun < 10:
                os.sched_yield()
        finally:
            os.killpg(process.pid, signal.SIGKILL)

    assert found >= 0.5
    assert processor_seconds(process.pid) == 0
