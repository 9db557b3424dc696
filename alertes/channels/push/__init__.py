"""Push: what leaves at once, shown by the browsers of a member as well, while the site is closed (RFC 8030)."""
