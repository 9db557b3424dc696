"""The public directory of places: near which commune, open when, with which service; neighbours always shown."""
