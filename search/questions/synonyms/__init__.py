"""Synonyms: edited in Wagtail, seen before they are saved."""
