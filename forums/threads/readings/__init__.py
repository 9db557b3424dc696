"""What each member has read: a topic up to a moment, a whole forum up to a moment."""
