"""Periodic jobs of heritage: what has waited for a reading for a week."""

from jobs.periodic import DAILY, PeriodicJob
from patrimoine.sites.services import remind_of_heritage
from patrimoine.trails.services import remind_of_trails

JOBS = (
    PeriodicJob("Fiches de patrimoine à relire depuis une semaine, rappelées", remind_of_heritage, every=DAILY),
    PeriodicJob("Circuits à relire depuis une semaine, rappelés", remind_of_trails, every=DAILY),
)
