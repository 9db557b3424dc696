"""The story of a project that is closed: a draft of the library, filled with what the site knows of it."""
