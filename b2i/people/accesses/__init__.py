"""Journal of accesses: who opened the record of a learner, which day, and what they did with it."""
