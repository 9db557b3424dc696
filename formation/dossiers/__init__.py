"""Dossiers of sessions: everything that proves them, in one archive made by the worker."""
