"""Further départements of the demo: copies of the rows of the first one, made by the database itself."""
