"""Periodic jobs of the journal of acts: what its files lack, what is past its term."""

from audit.services import forget_old_lines, write_missing_lines
from jobs.periodic import DAILY, HOURLY, PeriodicJob

JOBS = (
    PeriodicJob("Actes notés, écrits aussi hors de la base", write_missing_lines, every=HOURLY, on_each_machine=True),
    PeriodicJob("Journal des actes, oublié après son terme", forget_old_lines, every=DAILY, on_each_machine=True),
)
