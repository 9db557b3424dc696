"""Self-assessment: the team of a place says, criterion by criterion, where it stands, and with which proof."""
