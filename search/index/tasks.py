"""Tasks of the index: drain the outbox after each change, and try again after a failure."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.recovery import fail_stuck_runs
from search.engines.base import EngineUnavailableError
from search.index.outbox import OutboxEntry
from search.index.services import drain_outbox, lag

# A drain that has run for so long belongs to a killed worker.
STUCK_AFTER = timedelta(minutes=15)
# Higher priority than background work.
DRAIN_PRIORITY = 10
MAX_PATIENCE = timedelta(minutes=1)

_after_drain: list[Callable[[], object]] = []


def after_drain(callback: Callable[[], object]) -> None:
    """Register a callback that the worker calls after each drain that has written documents."""
    if callback not in _after_drain:
        _after_drain.append(callback)


@task(priority=DRAIN_PRIORITY)
def drain(attempt: int = 0) -> dict[str, int | str]:
    """Drain the outbox; if the engine is down or anything fails, try again in 1, 2, 4… seconds, a minute at most."""
    try:
        drained = drain_outbox()
    except EngineUnavailableError as error:
        _try_again(attempt)
        return {"unavailable": str(error)}
    except Exception:
        # A busy database, a bug: the worker reports it, and a later drain is queued.
        _try_again(attempt)
        raise
    if postponed := OutboxEntry.objects.pending(lag().live).order_by("due").first():
        _schedule(postponed.due, 0)
    for callback in _after_drain if drained.written else ():
        callback()
    return {"written": drained.written, "removed": drained.removed, "failed": drained.failed}


def drain_soon() -> None:
    """Queue a drain once the current transaction is committed, once for each transaction."""
    if any(entry[1] is _enqueue for entry in connection.run_on_commit):
        return
    transaction.on_commit(_enqueue, robust=True)


def reap_stuck() -> int:
    """Fail the drains of killed workers and queue another one if entries remain; return how many failed."""
    stuck = fail_stuck_runs(drain, STUCK_AFTER)
    if OutboxEntry.objects.exists():
        _enqueue()
    return stuck


def _enqueue() -> None:
    """Queue a drain, unless one waits: it reads every change committed before it starts."""
    if not _drains().ready().exists():
        drain.enqueue()


def _try_again(attempt: int) -> None:
    patience = min(timedelta(seconds=2 ** min(attempt, 10)), MAX_PATIENCE)
    _schedule(timezone.now() + patience, attempt + 1)


def _schedule(moment: datetime, attempt: int) -> None:
    waiting = _drains().filter(status=TaskResultStatus.READY)
    if not waiting.ready().exists() and not waiting.filter(run_after__lte=moment).exists():
        drain.using(run_after=moment).enqueue(attempt=attempt)


def _drains():
    return DBTaskResult.objects.filter(task_path=drain.module_path)
