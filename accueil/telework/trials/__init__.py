"""Trials of telework: what an employer's people drove before, the days that follow, and what was saved."""
