"""Opening, changing, announcing and cancelling a session: what is typed, what it breaches, who is told."""
