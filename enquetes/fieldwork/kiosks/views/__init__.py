"""Pages of kiosks: where they are opened and closed, and the one that people answer."""
