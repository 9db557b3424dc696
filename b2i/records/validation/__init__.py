"""Validation of skills: one person proposes, another one, accredited that day, decides."""
