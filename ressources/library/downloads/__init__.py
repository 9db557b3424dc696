"""A published sheet to take away: on paper, in large type, with its files in one archive."""
