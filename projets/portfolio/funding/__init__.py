"""Money of projects: who promises, grants and pays, in a ledger that is only added to."""
