"""Engines: one embedded, one on a cluster, behind one interface (`base`)."""
