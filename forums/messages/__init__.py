"""What people write: posts, drafts, files, mentions, corrections, thanks, first links."""
