"""Collections: sheets that a member puts together, in her order, shared by a link."""
