"""Periodic jobs in the worker: those of a `tick` that was killed, without waiting for the next one."""

from django_tasks import task

from jobs.models import JobStatus
from jobs.processes import is_dead
from jobs.services import run_due_jobs


@task()
def resume_jobs() -> int:
    """Run the jobs that are due; return how many failed."""
    return sum(outcome.error is not None for outcome in run_due_jobs())


def resume_dead_jobs() -> int:
    """Note the failure of the jobs whose process was killed, and queue their next run; return how many."""
    dead = [status for status in JobStatus.objects.exclude(runner="") if is_dead(status.runner)]
    freed = sum(JobStatus.objects.note_killed(status) for status in dead)
    if freed:
        resume_jobs.enqueue()
    return freed
