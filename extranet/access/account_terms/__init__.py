"""The term of accounts: one that serves no more is told twice, closed, then erased."""
