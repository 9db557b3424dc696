"""What the library covers: sheets by skill and by level, what is missing, and who could write it."""
