"""Import of learners from a table: reading, checking line by line, opening records; export of a group."""
