"""Upkeep of published sheets: read again in time, declared obsolete, replaced."""
