"""Who comes in: accounts, second factor, the first login, the yearly review, unused accounts, the table of accesses."""
