"""What became of each periodic job: when it last ran, when it last succeeded, why it fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

# A job that has run for so long belongs to a killed process.
DEAD_AFTER = timedelta(minutes=30)


class JobStatusQuerySet(models.QuerySet):
    def failing(self) -> JobStatusQuerySet:
        return self.filter(failures__gt=0)

    def claim(self, status: JobStatus, now: datetime) -> bool:
        """Mark the job as started, unless another process has started it meanwhile; return whether it is ours."""
        return bool(self.filter(pk=status.pk, started=status.started).update(started=now))

    def note_success(self, status: JobStatus, now: datetime) -> None:
        self.filter(pk=status.pk).update(ended=now, succeeded=now, failures=0, failing_since=None, error="")

    def note_failure(self, status: JobStatus, error: Exception, now: datetime) -> None:
        self.filter(pk=status.pk).update(
            ended=now,
            failures=F("failures") + 1,
            failing_since=status.failing_since or now,
            error=type(error).__name__,
        )


class JobStatus(models.Model):
    """Status of one periodic job, or of one on one machine (`PeriodicJob.key`).

    The error is the name of its class alone: the page of the health of the site is public.
    """

    name = models.CharField("nom", max_length=200, unique=True)
    started = models.DateTimeField("dernier départ", null=True)
    ended = models.DateTimeField("dernière fin", null=True)
    succeeded = models.DateTimeField("dernière réussite", null=True)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    failing_since = models.DateTimeField("en échec depuis", null=True)
    error = models.CharField("erreur", max_length=200, blank=True)

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
        return self.started is not None and (self.ended is None or self.ended < self.started)

    def is_due(self, every: timedelta, now: datetime) -> bool:
        if self.has_not_ended:
            return self.started < now - DEAD_AFTER
        return self.failures > 0 or self.succeeded is None or self.succeeded + every <= now
