"""Group sessions: a workshop whose animator ticks in a grid what each learner worked on."""
