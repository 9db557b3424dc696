"""Wagtail's admin in our words: what is edited there, what is edited elsewhere, and nothing twice."""
