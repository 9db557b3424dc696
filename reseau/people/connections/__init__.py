"""Connections: whose session is open in which browser, how long it lasts without anybody there, and how it ends."""
