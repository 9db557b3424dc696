"""Grids of workshops: who was there, what each practised, ticked for a whole group at once."""
