"""Readers of sheets: what they keep at hand, thank for, write to the author."""
