"""Versions of a sheet: their history, what changed, two texts made one."""
