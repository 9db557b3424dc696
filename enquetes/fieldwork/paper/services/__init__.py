"""Batches made, sheets keyed, differences decided."""
