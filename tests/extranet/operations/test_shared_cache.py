"""The cache that the processes of a machine share answers as Django's caches do, and counts exactly."""

import multiprocessing
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from extranet.operations.shared_cache import CLEANING_INTERVAL, SharedFileCache
from tests.clock import freeze_time

PROCESSES, THREADS, TIMES = 4, 8, 30


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "cache.sqlite3"


@pytest.fixture
def shared(path):
    return SharedFileCache(str(path), {})


@pytest.mark.parametrize("value", [0, -3, 2**70, True, None, "é", b"\0", 1.5, [1.5, {"a": (1,)}]])
def test_value_is_read_as_it_was_written(shared, value):
    shared.set("key", value)
    read = shared.get("key", "absent")
    assert (read, type(read)) == (value, type(value))


def test_entry_lasts_until_its_expiry(shared):
    with freeze_time("2026-01-01 12:00:00") as clock:
        shared.set("key", 1, timeout=60)
        clock.shift(59)
        assert (shared.get("key"), shared.add("key", 2)) == (1, False)
        clock.shift(1)
        assert (shared.get("key"), shared.touch("key"), shared.delete("key")) == (None, False, False)
        assert (shared.add("key", 2, timeout=60), shared.get("key")) == (True, 2)


def test_entry_without_expiry_stays(shared):
    with freeze_time("2026-01-01"):
        shared.add("key", 1, timeout=None)
    with freeze_time("2036-01-01"):
        assert (shared.add("key", 2), shared.incr("key"), shared.get("key")) == (False, 2, 2)


def test_touch_gives_more_time(shared):
    with freeze_time("2026-01-01 12:00:00") as clock:
        shared.set("key", 1, timeout=60)
        assert shared.touch("key", timeout=120) is True
        clock.shift(119)
        assert shared.get("key") == 1


@pytest.mark.parametrize("value", [None, "text"])
def test_what_is_not_a_number_is_not_incremented(shared, value):
    if value:
        shared.set("key", value)
    with pytest.raises(ValueError, match="not found"):
        shared.incr("key")


def test_deleted_and_cleared_entries_are_gone(shared):
    shared.set("one", 1)
    shared.set("two", 2)
    assert (shared.delete("one"), shared.delete("one"), shared.get("one"), shared.get("two")) == (True, False, None, 2)
    shared.clear()
    assert shared.get("two") is None


def test_versions_do_not_mix(shared):
    shared.set("key", 1, version=1)
    shared.set("key", 2, version=2)
    assert (shared.get("key", version=1), shared.get("key", version=2)) == (1, 2)


def test_expired_entries_leave_the_file(shared):
    with freeze_time("2026-01-01 12:00:00") as clock:
        shared.set("one", [1.0], timeout=10)
        clock.shift(CLEANING_INTERVAL + 1)
        shared.set("other", [1.0], timeout=10)
        rows = shared._run("SELECT key FROM entry").fetchall()
    assert rows == [(":1:other",)]


def test_file_is_readable_by_the_site_alone(shared, path):
    shared.set("key", 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_instance_reads_what_one_wrote(shared, path):
    shared.set("key", 1)
    assert SharedFileCache(str(path), {}).get("key") == 1


def count_from(path: str, start: float) -> int:
    """Increment one key and add each of some others; return how many were added. Every turn opens the file anew."""
    time.sleep(max(0, start - time.time()))
    SharedFileCache(path, {}).add("count", 0, timeout=None)
    added = 0
    for rank in range(TIMES):
        cache = SharedFileCache(path, {})
        cache.incr("count")
        added += cache.add(f"once-{rank}", os.getpid())
    return added


@pytest.mark.parametrize("kind", ["processes", "threads"])
def test_parallel_counts_are_exact_from_an_absent_file(path, kind):
    workers = PROCESSES if kind == "processes" else THREADS
    arguments = [(str(path), time.time() + 2)] * workers
    if kind == "processes":
        with multiprocessing.get_context("spawn").Pool(workers) as pool:
            added = pool.starmap(count_from, arguments, chunksize=1)
    else:
        with ThreadPoolExecutor(workers) as pool:
            added = list(pool.map(count_from, *zip(*arguments, strict=True)))
    assert SharedFileCache(str(path), {}).get("count") == workers * TIMES
    assert sum(added) == TIMES
    assert [file.name for file in path.parent.glob("cache.sqlite3.*")] == []


def test_fork_opens_its_own_connection(shared):
    shared.set("key", 1)
    if (child := os.fork()) == 0:
        os._exit(0 if shared.incr("key") == 2 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert shared.incr("key") == 3
