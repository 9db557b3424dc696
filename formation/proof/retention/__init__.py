"""How long each category of training records is kept: years, start of the term, source, fate, visa of the archivist."""
