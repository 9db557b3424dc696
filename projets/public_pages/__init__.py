"""The page of a chantier that visitors read: figures, stories, and what the coordination chose to show."""
