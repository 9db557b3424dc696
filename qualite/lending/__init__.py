"""Equipment of places: what each holds, lends and borrows."""
