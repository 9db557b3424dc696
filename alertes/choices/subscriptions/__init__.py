"""Subscriptions: what a member follows, a topic, a forum, a tag, a person, a sheet, a territory."""
