"""The inventory of the network as members read it: where each equipment is, its calendar, how much it serves."""
