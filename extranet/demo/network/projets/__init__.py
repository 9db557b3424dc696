"""Projects of the demo, each in one of the four chantiers, and their money."""
