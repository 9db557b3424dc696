"""Adaptations: a copy of a sheet that keeps its lineage, and the improvements that the two exchange."""
