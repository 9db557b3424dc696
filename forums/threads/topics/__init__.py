"""Topics: a question or a discovery, and its state."""
