"""What became of each periodic job: when it last ran, when it last succeeded, why it fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from jobs.processes import process_name

# A job that has run for so long belongs to a killed process, of a machine about which nothing is known.
DEAD_AFTER = timedelta(minutes=30)
KILLED = "processus arrêté net"


class JobStatusQuerySet(models.QuerySet):
    def claim(self, status: JobStatus, now: datetime) -> bool:
        """Mark the job as started, unless another process has started it meanwhile; return whether it is ours."""
        runner = process_name()
        is_ours = bool(self._unchanged(status).update(started=now, runner=runner))
        if is_ours:
            status.started, status.runner = now, runner
        return is_ours

    def note_success(self, status: JobStatus, now: datetime) -> None:
        self._unchanged(status).update(ended=now, succeeded=now, failures=0, failing_since=None, error="", runner="")

    def note_failure(self, status: JobStatus, error: Exception, now: datetime) -> None:
        self._unchanged(status).update(
            ended=now,
            failures=F("failures") + 1,
            failing_since=status.failing_since or now,
            error=type(error).__name__,
            runner="",
        )

    def note_killed(self, status: JobStatus) -> bool:
        """Note that the process of the job was killed; return False if the job has ended or begun again meanwhile."""
        return bool(
            self._unchanged(status).update(
                failures=F("failures") + 1,
                failing_since=status.failing_since or status.started,
                error=KILLED,
                runner="",
            )
        )

    def _unchanged(self, status: JobStatus) -> JobStatusQuerySet:
        """Return the row, or nothing if another process has started the job since `status` was read or claimed."""
        return self.filter(pk=status.pk, started=status.started, runner=status.runner)


class JobStatus(models.Model):
    """Status of one periodic job, or of one on one machine (`PeriodicJob.key`).

    The error is the name of its class alone. `runner`: the process that runs it (`jobs.processes`), empty afterwards.
    """

    name = models.CharField("nom", max_length=200, unique=True)
    started = models.DateTimeField("dernier départ", null=True)
    ended = models.DateTimeField("dernière fin", null=True)
    succeeded = models.DateTimeField("dernière réussite", null=True)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    failing_since = models.DateTimeField("en échec depuis", null=True)
    error = models.CharField("erreur", max_length=200, blank=True)

    runner = models.CharField("processus", max_length=64, blank=True, default="", db_default="", editable=False)

    objects = JobStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "état d’un travail périodique"
        verbose_name_plural = "états des travaux périodiques"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="job_status_failing_since_its_first_failure",
                condition=Q(failures=0, failing_since=None) | Q(failures__gt=0, failing_since__isnull=False),
                violation_error_message="Un travail en échec l’est depuis une date.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_not_ended(self) -> bool:
        """Whether it runs, or was killed while it ran."""
        return bool(self.runner)

    @property
    def is_doubtful(self) -> bool:
        """Whether it may kill its process: it has not ended, or its process was killed the last time."""
        return self.has_not_ended or self.error == KILLED

    def is_due(self, every: timedelta, now: datetime) -> bool:
        """Whether it may run. A success in the future, from before the clock went back, is as old as it is far."""
        if self.has_not_ended:
            return abs(now - self.started) > DEAD_AFTER
        return self.failures > 0 or self.succeeded is None or abs(now - self.succeeded) >= every
