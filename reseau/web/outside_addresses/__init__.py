"""Addresses outside the site: which of them the server may ask, and what it asks them, within limits."""
