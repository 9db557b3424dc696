"""People named in a message: found while one types, told once."""
