"""Hours of a place kept true: the week entered in a table, closures told in one tap, checks, reports of visitors."""
