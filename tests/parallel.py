"""Parallel requests: threads on PostgreSQL, or on a SQLite file opened as the site does.

SQLite has no row locks: what proves a lock runs on PostgreSQL alone.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

import pytest
from django.db import connection, connections, transaction

THREADS = 8
# Seconds until a request that neither ends nor meets a lock is given up.
PATIENCE = 20


def start_before_commit(first: Callable[[], object], second: Callable[[], object]):
    """Run `first` in a transaction; start `second` in a thread; commit once `second` waits for it, or has ended; return
    what `second` returns. PostgreSQL alone.
    """
    started, processes = threading.Event(), []

    def run_second():
        try:
            connection.ensure_connection()
            processes.append(connection.connection.info.backend_pid)
            started.set()
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread, transaction.atomic():
        first()
        outcome = thread.submit(run_second)
        assert started.wait(PATIENCE)
        for _ in range(100 * PATIENCE):
            if wait([outcome], timeout=0.01).done or waits_for_us(processes[0]):
                break
    return outcome.result()


def waits_for_us(process: int) -> bool:
    """Whether this process of the server is held back by our transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", [process])
        return cursor.fetchone()[0]


@pytest.fixture
def in_parallel(tmp_path):
    """`in_parallel(task, items)`: run `task(item)` for all items in threads at once; return the results.

    Writers cannot share a SQLite database in memory: its rows are copied into a file, which the threads use.
    """
    path, main = tmp_path / "parallel.sqlite3", connections["default"]

    def connect() -> None:
        if main.vendor == "sqlite":
            connections["default"] = type(main)(main.settings_dict | {"NAME": str(path)}, "default")

    def call(task, items) -> list:
        if main.vendor == "sqlite" and not path.exists():
            main.ensure_connection()
            with closing(sqlite3.connect(path)) as copy:
                main.connection.backup(copy)
        threads = min(THREADS, len(items))
        together, opened = threading.Barrier(threads), []

        def begin() -> None:
            connect()
            connections["default"].inc_thread_sharing()
            opened.append(connections["default"])
            connections["default"].ensure_connection()
            together.wait(timeout=20)

        try:
            with ThreadPoolExecutor(max_workers=threads, initializer=begin) as pool:
                return list(pool.map(task, items))
        finally:
            for connection in opened:
                connection.close()

    return call
