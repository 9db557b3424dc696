"""Deliveries: a workshop that took place, where, with how many people, and what came of it."""
