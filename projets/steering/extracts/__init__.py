"""What the public reads of a meeting of the committee: words written for it, and decisions, without a name."""
