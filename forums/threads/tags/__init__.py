"""Tags of topics: the words of the library, completed while one types, five at most."""
