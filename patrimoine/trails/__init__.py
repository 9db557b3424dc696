"""Trails from one heritage place to the next: on a page, on paper, in a telephone without network."""
