"""Topics: a topic of the forum turned into a sheet, with credits to its authors."""
