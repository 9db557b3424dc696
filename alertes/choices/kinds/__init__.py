"""Kinds of event that people are told of: a sentence, a channel and a rhythm by default; each app declares its own."""
