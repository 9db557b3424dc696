"""Login of a learner with the number and the secret of their card."""
