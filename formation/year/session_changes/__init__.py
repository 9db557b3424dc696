"""Scheduling: open, change, announce and cancel sessions, with forms, previews and notices."""
