"""Files and pictures of sheets: joined, scanned, read, served."""
