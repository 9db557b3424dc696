"""Saved searches: followed by members, checked again when the index has changed."""
