"""Surveys of a whole territory: what people answered, weighted, counted and compared."""
