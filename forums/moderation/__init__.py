"""Moderation: messages that people report, what those who watch over a forum do about it, the journal of it all."""
