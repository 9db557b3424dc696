"""The index kept true to the database: what apps declare, what changed, one rebuild."""
