"""Periodic jobs as apps declare them: `JOBS` in their module `declarations.jobs`, read by `manage.py tick`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from socket import gethostname

from jobs.declared import declared

EACH_TICK = timedelta(0)
HOURLY = timedelta(hours=1)
DAILY = timedelta(days=1)


@dataclass(frozen=True)
class PeriodicJob:
    """A function to call again and again. Calling it twice does no harm.

    `name`: unique, in French: operators read it.
    `run`: takes nothing; what it returns is printed after the name, unless it is None.
    `every`: shortest time between two successes; a job that failed is called at the next tick whatever its interval.
    `on_each_machine`: it reads files of the machine, so that every machine runs it for itself.
    """

    name: str
    run: Callable[[], object]
    every: timedelta = EACH_TICK
    on_each_machine: bool = False

    @property
    def key(self) -> str:
        """Return the name under which its status is kept."""
        return f"{self.name} ({gethostname()})" if self.on_each_machine else self.name


def declared_jobs() -> tuple[PeriodicJob, ...]:
    """Return the jobs of all apps, in the order of `INSTALLED_APPS`."""
    return declared("jobs", "JOBS")
