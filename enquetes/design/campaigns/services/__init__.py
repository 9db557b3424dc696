"""Campaigns prepared, started and closed; quotas planned."""
