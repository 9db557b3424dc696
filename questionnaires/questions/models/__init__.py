"""Rows of a questionnaire: its versions and sections, then its questions."""
