"""Polls: choices, a closing day, one vote a person, results."""
