"""The map of places: the outlines of the département, places as points that gather and part as one zooms."""
