"""Notices: messages that a member reads in the site."""
