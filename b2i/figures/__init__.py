"""Figures of the records, which never show a group of fewer than five people."""
