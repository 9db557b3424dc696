"""From answers to data: files, cleaning, coding, duplicates, weights."""
