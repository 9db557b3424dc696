"""Seats of telecentres: booked by half-day, tried, with the kilometres that they save."""
