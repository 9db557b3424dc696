"""The processes of the site, forked from one that has loaded it: they share what it loaded (docs/adr/0088)."""

import ctypes
import gc
import logging
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import connection as sentinels
from multiprocessing import get_context, set_start_method
from multiprocessing.context import ForkProcess

from django.core.management import call_command
from django.db import connections
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

logger = logging.getLogger(__name__)

SITE = "extranet.wsgi:application"
# Seconds: what requests have to end; what a child has; between two runs of the periodic jobs; between two looks.
PATIENCE, GRACE, TICK, LOOK = 10, 8, 600, 60
# A child that stops so often in so short a time will not start.
DEATHS_ALLOWED, DEATHS_WINDOW = 3, 60
# Seconds between two looks of an idle worker at a file of SQLite.
PAUSE = "0.5"
LINUX_SET_PARENT_DEATH_SIGNAL = 1
# Objects made before the collector of Python looks at the young ones. A page makes thousands, which die with it: by
# default, at 700 of them, looking took a twelfth of its time.
YOUNG_OBJECTS = 20_000
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def load_site(application: str = SITE) -> None:
    """Load all that pages need, and keep the collector of Python from it: it would write in each page of memory."""
    import_module(application.partition(":")[0])
    # Any address: the first that is asked for loads all views and forms. Words and template tags likewise.
    reverse("account_login")
    gettext("")
    get_template("base.html")
    # A connection belongs to the process that opens it.
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    gc.enable()


def serve_web(
    host: str, port: int, *, workers: int, threads: int, application: str = SITE, patience: int = PATIENCE
) -> None:
    """Serve until a signal, then give the requests under way `patience` seconds.

    A worker that dies is forked anew from this process.
    """
    # That of Linux until Python 3.14.
    set_start_method("fork", force=True)
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=patience,
    ).serve()


def run_worker() -> None:
    command = ("db_worker", "--queue-name", "*", "--interval", PAUSE)
    call_command(*command, "--no-startup-delay", "--no-reload", "--verbosity", "0")


def run_periodic_jobs() -> None:
    call_command("tick", "--verbosity", "0")


@dataclass
class SiteProcess:
    """A child of the site; `every`: seconds from one start to the next of a child that ends by itself."""

    name: str
    work: Callable[[], object]
    every: float = 0
    process: ForkProcess | None = None
    started: float = 0
    deaths: deque[float] = field(default_factory=deque)

    @property
    def lives(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def keep(self) -> None:
        """Start the child if it is to run and does not. Raises `SystemExit` if it has died too often."""
        now = time.monotonic()
        if self.lives or (self.every and self.process and now < self.started + self.every):
            return
        if self.process and not self.every:
            self._count_death(now)
        self.started, self.process = now, get_context("fork").Process(target=self._run, name=self.name)
        self.process.start()

    def _count_death(self, now: float) -> None:
        self.deaths.append(now)
        while self.deaths[0] < now - DEATHS_WINDOW:
            self.deaths.popleft()
        logger.error("%s ended with code %s", self.name, self.process.exitcode)
        if len(self.deaths) >= DEATHS_ALLOWED:
            sys.exit(f"{self.name} ended {DEATHS_ALLOWED} times in a minute: see above.")

    def _run(self) -> None:
        signal.set_wakeup_fd(-1)
        for name in ENDING:
            signal.signal(name, signal.SIG_DFL)
        if sys.platform == "linux":
            # If the process above is killed, no server stays behind on the port.
            ctypes.CDLL(None).prctl(LINUX_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        self.work()


def keep_running(children: Sequence[SiteProcess]) -> None:
    """Run the children, and start again those that die, until a signal ends all of them.

    A signal is read from a pipe: an exception of its handler is lost if it comes while a child is forked.
    """
    signals, written = os.pipe()
    os.set_blocking(written, False)
    signal.set_wakeup_fd(written)
    for name in ENDING:
        signal.signal(name, lambda *_: None)
    try:
        ended: list = []
        while signals not in ended:
            for child in children:
                child.keep()
            watched = [child.process.sentinel for child in children if child.lives or not child.every]
            ended = sentinels.wait([signals, *watched], LOOK)
    finally:
        stop(children)


def stop(children: Sequence[SiteProcess]) -> None:
    living = [child.process for child in children if child.lives]
    for process in living:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in living:
        process.join(max(deadline - time.monotonic(), 0.1))
        if process.is_alive():
            process.kill()
            process.join()
