"""Messages of the demo: digests that were told or wait, letters of the territories."""
