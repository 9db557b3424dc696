"""Confidential rooms of the places, and the video desks in them."""
