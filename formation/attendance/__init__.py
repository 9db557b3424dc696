"""Attendance: taken half-day by half-day, with or without network, signed, closed, corrected in a journal."""
