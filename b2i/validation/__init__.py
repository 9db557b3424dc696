"""Validation of skills: proposed by one person, decided by another who is accredited that day."""
