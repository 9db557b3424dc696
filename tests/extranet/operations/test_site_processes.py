"""Processes forked from one that has loaded the site: kept running, given up, stopped together."""

import os
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from extranet.operations.site_processes import DEATHS_ALLOWED, SiteProcess, keep_running

SECONDS = 30


@pytest.fixture
def journal(tmp_path) -> Path:
    path = tmp_path / "journal"
    path.touch()
    return path


@pytest.fixture
def supervised():
    """`supervised(child, …)`: a process that keeps these children running; it ends with the test."""
    started = []

    def start(*children: SiteProcess):
        process = get_context("fork").Process(target=keep_running, args=(children,))
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.join(SECONDS)


def writer(journal: Path, *, lives: bool = False) -> Callable[[], None]:
    """Return the work of a child that writes its number in the journal, then ends or lives on."""

    def work() -> None:
        with journal.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if lives:
            time.sleep(600)

    return work


def lines_of(journal: Path, count: int) -> list[int]:
    """Wait for so many lines; return the numbers of the processes that wrote them."""
    deadline = time.monotonic() + SECONDS
    while len(lines := journal.read_text().split()) < count:
        assert time.monotonic() < deadline, lines
        time.sleep(0.02)
    return [int(line) for line in lines]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_child_is_started_again(supervised, journal):
    supervised(SiteProcess("worker", writer(journal, lives=True)))
    (first,) = lines_of(journal, 1)

    os.kill(first, signal.SIGKILL)

    assert lines_of(journal, 2)[1] != first


def test_child_that_cannot_live_ends_all(supervised, journal, tmp_path):
    other = tmp_path / "other"
    other.touch()
    process = supervised(SiteProcess("web server", writer(other, lives=True)), SiteProcess("worker", writer(journal)))

    process.join(SECONDS)

    assert (process.exitcode, len(lines_of(journal, DEATHS_ALLOWED))) == (1, DEATHS_ALLOWED)
    assert not is_alive(lines_of(other, 1)[0])


def test_signal_ends_all_children(supervised, journal):
    process = supervised(*(SiteProcess(name, writer(journal, lives=True)) for name in ("web server", "worker")))
    children = lines_of(journal, 2)

    process.terminate()
    process.join(SECONDS)

    assert (process.exitcode, [is_alive(pid) for pid in children]) == (0, [False, False])


def test_child_that_ends_by_itself_runs_again_after_its_interval(journal):
    child = SiteProcess("periodic jobs", writer(journal), every=3600)
    child.keep()
    child.process.join(SECONDS)
    child.keep()
    assert len(lines_of(journal, 1)) == 1

    child.started -= 3600
    child.keep()
    child.process.join(SECONDS)

    assert len(lines_of(journal, 2)) == 2
