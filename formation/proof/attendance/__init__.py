"""Attendance of each half-day: recorded online or offline, signed, closed, then corrected in a journal."""
