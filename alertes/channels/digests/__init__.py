"""Digests: what waits is gathered, one mail a day at most for each person."""
