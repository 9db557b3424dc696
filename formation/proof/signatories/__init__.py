"""Signatories: who signs certificates and mission orders for the département, from which day, and on which texts."""
