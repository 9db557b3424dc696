"""Pages that present the network to everybody: what it is, whom to call, its partners, its figures."""
