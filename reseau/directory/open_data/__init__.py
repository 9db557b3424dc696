"""The directory as open data, in the national schema of digital mediation places: files, and a page about them."""
