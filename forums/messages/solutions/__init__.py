"""The answer that solved a topic: marked, taken back."""
