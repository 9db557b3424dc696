"""Pages of records: for animators and for the learner."""
