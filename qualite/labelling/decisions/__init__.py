"""Decisions of the coordination on a visited file, and the labels that they grant."""
