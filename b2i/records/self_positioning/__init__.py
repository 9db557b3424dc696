"""Self-positioning of a learner, one sentence « Je sais… » at a time."""
