"""Outings: a visit, a walk, an exhibition at a heritage place or along a trail, announced by a team of the network."""
