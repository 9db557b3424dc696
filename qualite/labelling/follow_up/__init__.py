"""Follow-up of the charter: a file on one page, the charter of a place over the years, who waits for whom."""
