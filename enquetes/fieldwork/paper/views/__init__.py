"""Pages of paper: batches, keying, differences."""
