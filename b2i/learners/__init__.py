"""Learners: who follows them, what they agreed to, the card that lets them in."""
