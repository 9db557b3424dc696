"""The yearly review of access rights: each EPM says who is still there, the coordination reads what was answered."""
