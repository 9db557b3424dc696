"""Pictures of an EPM: added, described, ordered and withdrawn by those who keep its record, shown on its page."""
