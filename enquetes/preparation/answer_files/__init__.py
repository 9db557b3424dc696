"""Answers of a campaign as one file: written, and read back or brought from elsewhere."""
