"""Appointments by video: a room, a desk and somebody to welcome the person are all free, or it is not booked."""
