"""Cleaning of answers: responses left out, values corrected, each with who, when and why, and undone the same way."""
