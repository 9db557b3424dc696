"""Tickets déclic: handed out, spent, paid back, counted."""
