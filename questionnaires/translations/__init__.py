"""A questionnaire read in another language: its texts beside the French ones."""
