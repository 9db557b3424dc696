"""Pages that belong to no concept: health, work without network, checking a paper."""
