"""Upkeep of published sheets: read again in time, marked obsolete, replaced, taken over."""
