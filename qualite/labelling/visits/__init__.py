"""Visits: a peer of another territory comes to the place and says, criterion by criterion, what they saw."""
