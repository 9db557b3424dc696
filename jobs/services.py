"""Periodic jobs: run those that are due, each one alone; say how they are."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from jobs.models import JobStatus
from jobs.periodic import PeriodicJob, declared_jobs

logger = logging.getLogger(__name__)

# `manage.py tick` runs every ten minutes; a site just installed or released has an hour to run it.
LATE = timedelta(hours=1)


@dataclass(frozen=True)
class JobOutcome:
    """How a job ended: `result` is what it returned, `error` what it raised."""

    job: PeriodicJob
    result: object = None
    error: Exception | None = None


def run_due_jobs() -> Iterator[JobOutcome]:
    """Run the jobs that are due, one after the other; yield how each ended. One that fails stops no other.

    Jobs that a killed process left come last: one that kills its process does not keep the others from running.
    """
    jobs = list(declared_jobs())
    statuses = {job.key: JobStatus.objects.get_or_create(name=job.key)[0] for job in jobs}
    for job in sorted(jobs, key=lambda job: statuses[job.key].is_doubtful):
        status, now = statuses[job.key], timezone.now()
        if status.is_due(job.every, now) and JobStatus.objects.claim(status, now):
            yield _run(job, status)
    _forget_undeclared(jobs)


def _run(job: PeriodicJob, status: JobStatus) -> JobOutcome:
    try:
        result = job.run()
    except Exception as error:
        logger.exception("Periodic job failed: %s", job.name)
        JobStatus.objects.note_failure(status, error, timezone.now())
        return JobOutcome(job, error=error)
    JobStatus.objects.note_success(status, timezone.now())
    return JobOutcome(job, result)


def _forget_undeclared(jobs: list[PeriodicJob]) -> None:
    """Delete the status of jobs that a release removed, and of machines that no longer run."""
    gone = timezone.now() - timedelta(days=7)
    JobStatus.objects.exclude(name__in=[job.key for job in jobs]).filter(started__lt=gone).delete()


@dataclass(frozen=True)
class JobsHealth:
    """Statuses of the jobs, read once."""

    statuses: list[JobStatus]

    @property
    def last_tick(self) -> datetime | None:
        """The last time a job started."""
        return max((status.started for status in self.statuses if status.started), default=None)

    @property
    def failing(self) -> list[JobStatus]:
        return [status for status in self.statuses if status.failures]

    @property
    def is_late(self) -> bool:
        """Whether no job has started for an hour, though the last release is older."""
        return _is_old(self.last_tick) and _is_old(last_release())

    @property
    def fails_for_long(self) -> bool:
        """Whether a job has failed for more than an hour, all its attempts included."""
        return any(_is_old(status.failing_since) for status in self.failing)


def read_health() -> JobsHealth:
    """Return how the periodic jobs are."""
    return JobsHealth(list(JobStatus.objects.all()))


def _is_old(moment: datetime | None) -> bool:
    return moment is None or moment < timezone.now() - LATE


def last_release() -> datetime | None:
    """Return when the newest migration was applied."""
    recorder = MigrationRecorder(connection)
    return recorder.migration_qs.aggregate(last=Max("applied"))["last"] if recorder.has_table() else None
