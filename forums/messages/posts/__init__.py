"""Posts: the question, the answers; how they are written, quoted and corrected."""
