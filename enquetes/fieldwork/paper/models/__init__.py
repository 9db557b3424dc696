"""Batches, sheets, keyings and their differences."""
