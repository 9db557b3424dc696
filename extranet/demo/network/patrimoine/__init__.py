"""Heritage of the demo: places that do not exist, and say so."""
