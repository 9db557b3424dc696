"""One answer on the map: its share in each territory, beside the same table."""
