"""Queries written once: compiled SQL, facets of lists, locks of rows, rows as JSON."""
