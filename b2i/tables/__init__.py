"""A table of learners as an EPM keeps one in its spreadsheet: opened, understood, checked line by line, given back."""
