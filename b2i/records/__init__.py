"""Records (livrets) as facts: what was seen, what the learner said of herself, what she contests."""
