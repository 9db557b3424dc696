"""The jury: who may be put before it, the files that it reads, what it decided."""
