"""Drafting a whole year: candidate sessions, feasibility, and the optimiser that selects among them."""
