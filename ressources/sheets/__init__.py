"""Sheets of every kind: their content, their authors, their drafts."""
