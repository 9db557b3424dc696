"""Import of a file of the national schema: read, matched with the directory, previewed, applied once, undone."""
