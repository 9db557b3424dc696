"""Interviewers: who they are, whom they still look for, and how many people they met, by day."""
