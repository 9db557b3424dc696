"""Writing a sheet: its forms, the texts kept while typing, the forms sent after an expired login."""
