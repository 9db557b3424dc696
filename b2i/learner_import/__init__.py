"""Tables of learners: opened, understood, checked line by line, made into records; given back as a table."""
