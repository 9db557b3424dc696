"""Feeds of the site (Atom, RFC 4287): what is new, for feed readers; public ones, and those of one member."""
