"""How learners come in: registration, a table imported, duplicates."""
