"""Two editions of a survey compared: what moved, by how much, and what was asked in other words."""
