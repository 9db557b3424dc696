"""How well the search stands up to words that nobody prepared it for: queries drawn from the content, and written ones.

Nothing here is read while the engine is being changed, but for the figures: a query that is added because it failed
goes to the golden set (`tests.search.golden`), of which no figure is published.
"""
