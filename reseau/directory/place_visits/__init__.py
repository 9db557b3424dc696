"""Visits of EPM by those who watch over their territory: a dated note, kept to them or shared with the team."""
