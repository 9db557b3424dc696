"""Erasure of a learner: their rows, their files, and what names them elsewhere in the site."""
