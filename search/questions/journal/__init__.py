"""The journal of searches: one line each, counted, forgotten."""
