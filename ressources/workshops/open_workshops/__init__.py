"""Workshops to come, open to anybody: announced, listed, cancelled."""
