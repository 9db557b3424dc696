"""Computers of an EPM, registered in their own browser: shared by many people, known to the place."""
