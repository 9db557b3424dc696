"""The annual plan: the number of half-days that the département promises each year, and its budget."""
