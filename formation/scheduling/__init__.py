"""Opening, changing, announcing and cancelling a session: what is typed, what it bends, who is told."""
