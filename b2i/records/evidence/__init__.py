"""Evidence: one line on one skill, with its files."""
