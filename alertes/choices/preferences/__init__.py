"""Preferences: what each person wants to be told, where and when; hours at which nothing is mailed."""
