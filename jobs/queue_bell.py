"""What wakes an idle worker as soon as a task is queued, without a query each fifth of a second (docs/adr/0088).

PostgreSQL: each task that is queued notifies the workers, when its transaction ends. SQLite: the worker asks its
connection whether the file has changed, which reads one page in memory. Another database: the queue is read again.
"""

import time

from django.db import connection
from django.db.models import Min
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

CHANNEL = "extranet_tasks"
# Seconds. No wait is longer: a task that another program queued is found then.
LONGEST_WAIT = 15.0


class RingingBackend(DatabaseBackend):
    """The queue in the database, whose tasks wake the workers."""

    def enqueue(self, task, args, kwargs):
        result = super().enqueue(task, args, kwargs)
        ring()
        return result


def ring() -> None:
    """Wake the workers that listen; in a transaction, when it is committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


class QueueBell:
    """Rings at what was queued since `listen`; `pause`: seconds between two looks at a file of SQLite."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._since = timezone.now()
        self._listening: object = None
        self._version = 0

    def listen(self) -> None:
        """Begin to hear. To be called before the queue is read, so that nothing comes unheard in between."""
        self._since = timezone.now()
        if connection.vendor == "postgresql" and not self._is_listening():
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._listening = connection.connection
        elif connection.vendor == "sqlite":
            self._version = _file_version()

    def wait(self) -> None:
        """Return when something was queued, when a task that waits for its moment is due, or after `LONGEST_WAIT`."""
        planned = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=self._since)
        moment = planned.aggregate(first=Min("run_after"))["first"]
        seconds = min(max((moment - timezone.now()).total_seconds(), 0), LONGEST_WAIT) if moment else LONGEST_WAIT
        if connection.vendor == "postgresql":
            self._wait_for_notice(seconds)
        elif connection.vendor == "sqlite":
            self._wait_for_change(seconds)
        else:
            time.sleep(min(seconds, self.pause))

    def _is_listening(self) -> bool:
        """Whether the connection is still the one that listened: Django closes those that are too old."""
        return connection.connection is not None and connection.connection is self._listening

    def _wait_for_notice(self, seconds: float) -> None:
        if self._is_listening():
            with connection.wrap_database_errors:
                list(connection.connection.notifies(timeout=seconds, stop_after=1))

    def _wait_for_change(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while _file_version() == self._version and (left := deadline - time.monotonic()) > 0:
            time.sleep(min(left, self.pause))


def _file_version() -> int:
    """Return a number that changes when another connection has committed (https://sqlite.org/pragma.html)."""
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA data_version").fetchone()[0]
