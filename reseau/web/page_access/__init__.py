"""Whether a person may open a page, and short pages of rows that lead only where they may."""
