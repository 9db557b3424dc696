"""Members: accounts of the network, and the positions from which their roles are computed."""
