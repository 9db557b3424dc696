"""Questionnaires in versions: sections, questions, choices, conditions. A version in use changes no more."""
