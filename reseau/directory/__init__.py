"""The directory of places: how people find them, and what teams keep there: hours, pictures, imports, visits."""
