"""Periodic jobs of forums: who read what is forgotten when it no longer tells anything."""

from forums.readings.services import forget_old_readings
from jobs.periodic import DAILY, PeriodicJob

JOBS = (PeriodicJob("Lectures anciennes des forums, oubliées", forget_old_readings, every=DAILY),)
