"""Notices: what a member is told in the site."""
