"""Who comes in: accounts, second factor, the first login, the yearly review, the table of accesses."""
