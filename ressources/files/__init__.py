"""Files and pictures of sheets: uploaded, scanned, read, served."""
