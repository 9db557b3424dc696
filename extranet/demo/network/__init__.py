"""The demo’s places and people."""
