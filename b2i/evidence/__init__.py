"""Pieces of evidence: one line on one skill and the files that go with it."""
