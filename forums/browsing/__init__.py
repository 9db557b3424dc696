"""Pages that people read: the list of forums, a forum, a topic."""
