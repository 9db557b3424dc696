"""Review: who has a sheet in hand, what is remarked and answered, what was decided."""
