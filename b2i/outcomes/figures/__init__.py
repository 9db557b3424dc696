"""Figures about records, which never show a group of fewer than five people."""
