"""Papers and files of every app: kept, read, printed, checked, gathered, eliminated."""
