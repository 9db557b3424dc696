"""Readers of sheets: their favourites, their thanks, their feedback to the authors."""
