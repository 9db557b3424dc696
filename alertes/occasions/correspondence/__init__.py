"""A message from one member to another: the site carries it, so that an address may stay hidden."""
