"""Opening hours as people read them, the `opening_hours` format of OpenStreetMap, and what they say at a time."""
