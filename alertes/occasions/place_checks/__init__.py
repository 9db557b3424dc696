"""People of reference told that the record of their place waits for a check: wrong hours reported, 90 days gone by."""
