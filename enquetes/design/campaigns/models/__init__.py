"""Campaigns and the cells of their quotas."""
