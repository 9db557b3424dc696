"""Offline entries: actions noted by a page without network, each saved once when the network returns."""
