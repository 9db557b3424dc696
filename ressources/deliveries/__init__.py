"""Deliveries: that a workshop took place, where, with how many people, what came of it."""
