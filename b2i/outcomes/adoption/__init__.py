"""A new version of the framework of records: brought as a file, compared with the one in use, adopted."""
