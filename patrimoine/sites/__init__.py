"""Heritage places: what there is, where, since when, on whose word; read again before it is public."""
