"""A record goes on in a new version of its framework; the former one stays readable and is cited."""
