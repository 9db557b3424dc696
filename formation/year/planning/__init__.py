"""Planning: the board of the year, trainers and their absences, soft rules, the search for a date."""
