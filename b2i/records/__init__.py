"""Records (livrets): self-positionings, evidence, validations, grids of a group, progress."""
