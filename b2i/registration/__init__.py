"""Opening a record for somebody, with the card that opens it."""
