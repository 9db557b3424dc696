"""Indicators of projects: a target for a live figure of the site, which nobody types twice."""
