"""Action plan of a file: what is to be done, by whom, for which day, and where it stands."""
