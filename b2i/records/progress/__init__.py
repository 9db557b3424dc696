"""Progress of a learner: their record on screen and on paper, in one framework or another."""
