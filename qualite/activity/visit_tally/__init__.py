"""Visit tally: people who come in and are helped, counted by half-day with one button, with or without network."""
