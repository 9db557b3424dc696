"""Answers of a campaign as open data: a table without anything that tells who answered, its dictionary, its checks."""
