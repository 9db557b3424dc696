"""Figures of a question, and of two questions crossed, weighted or not, that no small group can be read in."""
