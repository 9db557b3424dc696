"""Tickets déclic of the demo: where they are taken, who has one, what was debited."""
