"""Sheets of every kind: what they say, who wrote them, what happens to them."""
