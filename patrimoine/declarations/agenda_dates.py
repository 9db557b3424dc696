"""Outings in the agenda."""

from patrimoine.outings.outing_dates import OutingDates
from reseau.calendar.agenda.registry import register

register(OutingDates)
