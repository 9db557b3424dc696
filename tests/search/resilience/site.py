"""The site as several processes that share one database and one index, as on an operator's machine."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from django.conf import settings
from django.db import connections

ROOT = Path(__file__).parents[3]
PATIENCE = 60  # seconds
# A process that prints « stalled » and stops as soon as its module (first argument) calls the function (second).
STALLED = """
import importlib, sys, time, django
from django.core.management import call_command
django.setup()
def stall(*args, **kwargs):
    print("stalled", flush=True)
    time.sleep(600)
setattr(importlib.import_module(sys.argv[1]), sys.argv[2], stall)
call_command(sys.argv[3], *sys.argv[4:])
"""
WORKER = ("db_worker", "--interval", "0.1", "--no-startup-delay", "--no-reload")


class Site:
    """Processes of the site in `folder`; those still running are killed at the end."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "extranet.settings.local",
            "DATABASE_URL": database_url,
            "EXTRANET_VAR": str(folder),
            "SEARCH_URL": settings.SEARCH_URL,
            "SEARCH_REPLICAS": str(settings.SEARCH_REPLICAS),
        }
        self.log = (folder / "processes.log").open("w+")
        self.processes: list[subprocess.Popen] = []

    def python(self, code: str, *arguments: str, **options) -> subprocess.Popen:
        """Start a process that runs `code` with its own arguments."""
        return self._spawn("-c", code, *arguments, **options)

    def manage(self, *command: str, **options) -> subprocess.Popen:
        return self._spawn("manage.py", *command, **options)

    def worker(self) -> subprocess.Popen:
        return self.manage(*WORKER)

    def stall(self, module: ModuleType, function: str, *command: str) -> subprocess.Popen:
        """Start a process that runs `command` and stops where `module` calls `function`."""
        process = self.python(STALLED, module.__name__, function, *command)
        self.wait_until(lambda: process.poll() is not None or "stalled\n" in self.read_log())
        assert process.poll() is None, self.read_log()
        return process

    def run(self, *command: str) -> None:
        process = self.manage(*command)
        assert process.wait(PATIENCE) == 0, self.read_log()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, self.read_log()
            time.sleep(0.02)

    def read_log(self) -> str:
        self.log.flush()
        return Path(self.log.name).read_text()[-4000:]

    def stop(self) -> None:
        for process in self.processes:
            kill(process)
        self.log.close()

    def _spawn(self, *arguments: str, **options) -> subprocess.Popen:
        options = {"stdout": self.log, "stderr": self.log, **options}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter on our own code
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, **options
        )
        self.processes.append(process)
        return process


def kill(process: subprocess.Popen) -> None:
    """Kill with `kill -9`, which leaves no time to clean up."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def end(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(PATIENCE)


@contextmanager
def shared_database(path: Path) -> Iterator[str]:
    """Yield the `DATABASE_URL` of the test's database.

    Other processes cannot see a SQLite database in memory: it is copied into the file `path`, which the test uses from
    then on.
    """
    main = connections["default"]
    if main.vendor != "sqlite":
        yield url_of(main.settings_dict)
        return
    main.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        main.connection.backup(copy)
    connections["default"] = type(main)(main.settings_dict | {"NAME": str(path)}, "default")
    try:
        yield f"sqlite:///{path}"
    finally:
        connections["default"].close()
        connections["default"] = main


def url_of(database: Mapping[str, str]) -> str:
    account = quote(database["USER"])
    if database["PASSWORD"]:
        account = f"{account}:{quote(database['PASSWORD'], safe='')}"
    return f"postgres://{account}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
