"""Sent forms: each counts once, however often a browser sends it."""
