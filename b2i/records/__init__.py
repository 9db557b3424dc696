"""Records (livrets): self-positionings, evidence, retractions, contests."""
