"""Steering: the figures of the network, their lists and the board of those who watch over it."""
