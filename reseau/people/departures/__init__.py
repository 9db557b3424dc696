"""A member leaves a place or the network: what they hold passes to somebody, and their position is closed."""
