"""Loans of equipment between places, by half-day: booked, handed over with a condition report, returned."""
