"""Duplicate records of one person: detection, comparison, merge, undo."""
