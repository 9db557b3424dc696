"""Dossiers of sessions: everything that proves them, in one archive that the worker makes."""
