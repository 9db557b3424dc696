"""Versions opened, written and put into use."""
