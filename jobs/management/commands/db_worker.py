"""`manage.py db_worker`: that of django-tasks-db, made to outlive its database and to take up killed tasks."""

import logging
import threading
import time

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django_tasks_db.management.commands import db_worker

from jobs.processes import process_name
from jobs.queue_bell import QueueBell
from jobs.recovery import retry_dead_runs
from jobs.tasks import resume_dead_jobs

logger = logging.getLogger(__name__)

# Seconds between two looks at what other processes left, and between two tries of a database that does not answer.
WATCH, PATIENCE = 15, 2


class Watch(threading.Thread):
    """Looks, as long as the worker lives, at what killed processes of this machine left."""

    def __init__(self) -> None:
        super().__init__(name="watch", daemon=True)
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.is_set():
            try:
                retry_dead_runs()
                resume_dead_jobs()
            except Exception:
                # The database is away or full: the next look may find it back.
                logger.exception("What killed processes left could not be read")
            finally:
                # One that failed is closed; opening it each time took more than the look.
                close_old_connections()
            self.is_over.wait(WATCH)
        connections.close_all()


class Command(db_worker.Command):
    def handle(self, *, worker_id: str, reload: bool, **options) -> None:
        if reload:
            # While somebody writes code: started again and again.
            super().handle(worker_id=worker_id, reload=True, **options)
            return
        name, watch = process_name(), Watch()
        watch.start()
        try:
            self.run_for_long(name, options)
        finally:
            watch.is_over.set()
            watch.join(PATIENCE)

    def configure_logging(self, verbosity: int) -> None:
        super().configure_logging(verbosity)
        # The library tells that it starts and ends: here at each look at the queue.
        db_worker.logger.setLevel(max(db_worker.logger.level, logging.WARNING))

    def run_for_long(self, name: str, options: dict) -> None:
        """Run tasks until the end of the process, whatever happens to the database meanwhile."""
        is_back, bell = False, QueueBell(pause=options["interval"])
        if options["batch"] or options["max_tasks"] is not None:
            super().handle(worker_id=name, reload=False, **options)
            return
        while True:
            try:
                if is_back:
                    # The end of the task that ran then could not be written.
                    retry_dead_runs(name)
                    is_back = False
                bell.listen()
                super().handle(worker_id=name, reload=False, **options | {"batch": True, "startup_delay": False})
                bell.wait()
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer: next try in %s seconds", PATIENCE)
                is_back = True
                connections.close_all()
                time.sleep(PATIENCE)
