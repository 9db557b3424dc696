"""Covers of sheets: small landscapes of the Lot, each drawn from the address of its sheet."""
