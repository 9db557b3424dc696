"""Decisions of the committee: who is to act and by when, followed until they are done or given up."""
