"""Needs: what people want to learn, said, supported, counted, answered by a session."""
