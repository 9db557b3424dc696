"""Services of other programs, each really run once: ClamAV, an S3 storage, the cache in the database."""
