"""A questionnaire answered through the open link of its campaign, a section at a time, without an account."""
