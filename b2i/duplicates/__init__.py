"""Records of one person who has two: found, compared, merged, undone."""
