"""People of reference of EPM: who is told that they are, and that a territory takes over."""
