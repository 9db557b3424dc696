"""Answers weighted so that they look like the population on what is known of it."""
