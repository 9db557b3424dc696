"""Saved searches: followed, looked through again when the index learns something."""
