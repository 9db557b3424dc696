"""From a topic of the forum to a sheet, whose authors are named."""
