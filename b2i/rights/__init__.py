"""Rights of a learner on what is held about her: to read it, contest it, have it put right, put aside or erased."""
