"""Adaptations: a copy of one’s own that keeps its lineage and takes what got better."""
