"""Meetings of the agenda told to those whom they concern: announced, changed, cancelled."""
