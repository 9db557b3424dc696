"""Other sheets for whoever reads one: run by the same people, or on the same skills, each with its reason."""
