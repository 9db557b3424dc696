"""Figures of the network, each defined once: a queryset, its words, the row that lists one of its objects."""
