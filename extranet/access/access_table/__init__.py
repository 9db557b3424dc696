"""Who may do what: one table, computed from the predicates and lookups of the views, for `docs/acces.md`."""
