"""Pages where a campaign is answered: the doors, then the sections."""
