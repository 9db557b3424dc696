"""Pages of opinions: the tablet itself, and those of the team that gathers opinions."""
