"""Writing a sheet: its forms, what is kept as one types, what survives an expired login."""
