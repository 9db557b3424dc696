"""Data of learners: their rights, how long it is kept, its erasure."""
