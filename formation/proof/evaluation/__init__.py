"""Evaluations: what participants think of a session, at two moments, never shown under five answers."""
