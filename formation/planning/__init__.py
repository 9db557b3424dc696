"""The plan of the year: what was promised, which dates, places and trainers suit, what rules would be bent."""
