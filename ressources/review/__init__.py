"""Review: its queue and remarks, versions compared and merged, adaptations of a sheet."""
