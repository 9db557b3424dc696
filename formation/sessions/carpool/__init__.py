"""Car sharing: seats offered and looked for on the way to a session."""
