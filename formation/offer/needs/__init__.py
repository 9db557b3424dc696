"""Needs: what members want to learn, supported by voices, counted, answered by sessions."""
