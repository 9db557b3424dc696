"""Versions of a sheet: their history, their comparison, the merge of two of them."""
