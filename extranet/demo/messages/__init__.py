"""Messages of the demo: an announcement, digests that were told or wait, letters of the territories."""
