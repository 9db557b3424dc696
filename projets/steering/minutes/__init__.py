"""Minutes of the committee, written item by item, approved at a later meeting, then never changed."""
