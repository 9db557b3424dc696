"""Private addresses: what a member may see, readable without login by whoever has the address, until it is revoked."""
