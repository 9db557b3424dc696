"""Opinions: two questions at the end of an interview by video, on the tablet of the place or on a paper slip."""
