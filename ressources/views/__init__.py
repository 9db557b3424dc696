"""Pages of the library: reading, writing, reviewing."""
