"""Outings in the agenda."""

from patrimoine.outings.outing_dates import OutingDates

SOURCES = (OutingDates(),)
