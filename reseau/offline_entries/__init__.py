"""Offline entries: what a page did without network, written once when it is back."""
