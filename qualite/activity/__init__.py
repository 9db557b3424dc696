"""Activity of places: people counted at the door, the month, the year."""
