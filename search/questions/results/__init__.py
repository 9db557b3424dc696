"""Results: the search of one person, its filters, the cards of its results."""
