"""A whole year proposed at once, as drafts: what may be offered, what is impossible and why, what is chosen."""
