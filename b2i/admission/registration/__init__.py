"""Opening of records, with the card that opens them."""
