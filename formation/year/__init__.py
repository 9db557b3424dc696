"""The year: its plan, sessions opened and changed, trainers replaced, the report."""
