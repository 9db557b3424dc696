"""Statements of skills: on paper, as an Open Badge, checked by anybody with the number."""
